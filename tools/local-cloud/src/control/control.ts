import type { Cloud } from '../core/cloud.ts';
import { AwsError, type Json } from '../core/aws-error.ts';
import type { HttpMount, HttpReply, HttpRequest } from '../core/http.ts';
import { parseJsonBody } from '../gateway/json-protocol.ts';
import { readFault } from './read-fault.ts';

const reply = (status: number, body: unknown): HttpReply => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

const problem = (status: number, detail: string): HttpReply => reply(status, { status, detail });

const clockState = (cloud: Cloud): Json => ({
  now: new Date(cloud.clock.now()).toISOString(),
  offsetMs: cloud.clock.offset(),
});

/** Ten years: past what any retention or schedule here waits for, and far from where dates end. */
const MAX_ADVANCE_MS = 10 * 366 * 24 * 3600 * 1000;

async function clock(cloud: Cloud, request: HttpRequest): Promise<HttpReply> {
  if (request.method === 'GET') return reply(200, clockState(cloud));
  const { advanceMs, ...others } = parseJsonBody(request.body);
  if (
    typeof advanceMs !== 'number' ||
    !(advanceMs >= 0 && advanceMs <= MAX_ADVANCE_MS) ||
    Object.keys(others).length > 0
  )
    return problem(400, `Give {"advanceMs": milliseconds}, 0 to ${MAX_ADVANCE_MS}.`);
  await cloud.clock.advance(advanceMs);
  return reply(200, clockState(cloud));
}

function removeFaults(cloud: Cloud, request: HttpRequest): HttpReply {
  const id = request.path.split('/')[3] ?? '';
  if (id === '') cloud.faults.clear();
  else if (!cloud.faults.remove(Number(id))) return problem(404, `There is no fault ${id}.`);
  return { status: 204 };
}

async function faults(cloud: Cloud, request: HttpRequest): Promise<HttpReply> {
  if (request.method === 'DELETE') return removeFaults(cloud, request);
  if (request.method === 'GET') return reply(200, { faults: cloud.faults.list() });
  const given = readFault(parseJsonBody(request.body));
  return typeof given === 'string' ? problem(400, given) : reply(201, { id: cloud.faults.add(given) });
}

/** How long `/_tidings/idle` waits unless told otherwise, in milliseconds. */
const DEFAULT_IDLE_TIMEOUT_MS = 30_000;

async function idle(
  cloud: Cloud,
  request: HttpRequest,
  settled: (timeoutMs: number) => Promise<boolean>,
): Promise<HttpReply> {
  const given = new URLSearchParams(request.rawQuery).get('timeoutMs');
  const timeoutMs = given === null ? DEFAULT_IDLE_TIMEOUT_MS : Number(given);
  if (!(timeoutMs >= 0)) return problem(400, 'timeoutMs must be a number of milliseconds.');
  const isIdle = await settled(timeoutMs);
  return reply(isIdle ? 200 : 408, { idle: isIdle, pending: cloud.pending() });
}

interface Page {
  readonly methods: readonly string[];
  readonly answer: (request: HttpRequest) => Promise<HttpReply>;
}

/**
 * The control interface: `/_tidings/clock` (GET; POST `{advanceMs}`), `/_tidings/faults` (GET; POST a fault; DELETE all or
 * `/_tidings/faults/<id>`), `/_tidings/idle?timeoutMs=` (200 when nothing moves any more, 408 with what still does).
 */
export function makeControl(cloud: Cloud, settled: (timeoutMs: number) => Promise<boolean>): HttpMount {
  const pages = new Map<string, Page>([
    ['clock', { methods: ['GET', 'POST'], answer: (request) => clock(cloud, request) }],
    ['faults', { methods: ['GET', 'POST', 'DELETE'], answer: (request) => faults(cloud, request) }],
    ['idle', { methods: ['GET'], answer: (request) => idle(cloud, request, settled) }],
  ]);
  return {
    matches: (request) => request.path.startsWith('/_tidings/'),
    handle: async (request) => {
      const page = pages.get(request.path.split('/')[2] ?? '');
      if (!page) return problem(404, `The control interface has ${[...pages.keys()].join(', ')}, mailbox and issuer.`);
      const { methods } = page;
      if (!methods.includes(request.method)) return problem(405, `${request.path} takes ${methods.join(', ')}.`);
      try {
        return await page.answer(request);
      } catch (error) {
        if (error instanceof AwsError) return problem(error.status, error.message);
        throw error;
      }
    },
  };
}
