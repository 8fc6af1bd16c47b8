import type { Cloud } from '../core/cloud.ts';
import { AwsError, type Json } from '../core/aws-error.ts';
import type { Fault } from '../core/faults.ts';
import type { HttpMount, HttpReply, HttpRequest } from '../core/http.ts';
import { parseJsonBody } from '../gateway/json-protocol.ts';

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

async function clock(cloud: Cloud, request: HttpRequest): Promise<HttpReply> {
  if (request.method === 'GET') return reply(200, clockState(cloud));
  const advanceMs = parseJsonBody(request.body)['advanceMs'];
  if (typeof advanceMs !== 'number' || !(advanceMs >= 0))
    return problem(400, 'Give {"advanceMs": milliseconds}, 0 or more.');
  await cloud.clock.advance(advanceMs);
  return reply(200, clockState(cloud));
}

const KINDS: readonly Fault['kind'][] = ['crash', 'throttle', 'lose-answer', 'duplicate', 'delay', 'fail-entry'];

function asFault(body: Json): Fault | undefined {
  return KINDS.some((kind) => kind === body['kind']) ? (body as unknown as Fault) : undefined;
}

function removeFaults(cloud: Cloud, request: HttpRequest): HttpReply {
  const id = request.path.split('/')[3];
  if (id === undefined) cloud.faults.clear();
  else cloud.faults.remove(Number(id));
  return { status: 204 };
}

async function faults(cloud: Cloud, request: HttpRequest): Promise<HttpReply> {
  if (request.method === 'DELETE') return removeFaults(cloud, request);
  if (request.method === 'GET') return reply(200, { faults: cloud.faults.list() });
  const fault = asFault(parseJsonBody(request.body));
  if (!fault) return problem(400, `Give {"kind": …}, one of ${KINDS.join(', ')}.`);
  return reply(201, { id: cloud.faults.add(fault) });
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

type Answer = (request: HttpRequest) => Promise<HttpReply>;

/**
 * The control interface: `/_tidings/clock` (GET; POST `{advanceMs}`), `/_tidings/faults` (GET; POST a fault; DELETE all or
 * `/_tidings/faults/<id>`), `/_tidings/idle?timeoutMs=` (200 when nothing moves any more, 408 with what still does).
 */
export function makeControl(cloud: Cloud, settled: (timeoutMs: number) => Promise<boolean>): HttpMount {
  const answers: Readonly<Record<string, Answer>> = {
    clock: (request) => clock(cloud, request),
    faults: (request) => faults(cloud, request),
    idle: (request) => idle(cloud, request, settled),
  };
  return {
    matches: (request) => request.path.startsWith('/_tidings/'),
    handle: async (request) => {
      const answer = answers[request.path.split('/')[2] ?? ''];
      if (!answer)
        return problem(404, `The control interface has ${Object.keys(answers).join(', ')}, mailbox and issuer.`);
      try {
        return await answer(request);
      } catch (error) {
        if (error instanceof AwsError) return problem(error.status, error.message);
        throw error;
      }
    },
  };
}
