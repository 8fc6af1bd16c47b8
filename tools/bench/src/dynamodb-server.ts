/** A server of the bench in a process of its own, so that its CPU time is its own: `node dynamodb-server.ts <kind>`. */
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { OPERATOR, startCloud } from '@tidings/local-cloud';
import { TABLE, commit } from './dynamodb-workload.ts';

/** What the bench asks of a server, and what it answers. */
export type Question = { readonly ask: 'cpu' } | { readonly ask: 'fill'; readonly count: number };
export interface Answer {
  /** First answer of all: where it listens. */
  readonly url?: string;
  /** Microseconds of CPU time so far. */
  readonly cpuMicroseconds: number;
}

interface Started {
  readonly url: string;
  fill(count: number): Promise<void>;
}

const noFill = (): Promise<void> => Promise.resolve();

async function listen(server: Server): Promise<Started> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, fill: noFill };
}

async function startLocalCloud(): Promise<Started> {
  const cloud = await startCloud({ port: 0 });
  const put = (at: number): Promise<unknown> =>
    cloud.call({
      principal: OPERATOR,
      service: 'dynamodb',
      operation: 'PutItem',
      input: { TableName: TABLE, Item: commit(`order-fill-${at}`, 1), ConditionExpression: 'attribute_not_exists(pk)' },
    });
  return {
    url: cloud.url,
    fill: async (count) => {
      for (let at = 0; at < count; at += 1) await put(at);
    },
  };
}

/** dynalite as its own server, in memory, without its waiting times for tables. */
function startDynalite(): Promise<Started> {
  const dynalite = createRequire(import.meta.url)('dynalite') as (options: object) => Server;
  return listen(dynalite({ createTableMs: 0 }));
}

function prepareAnswers(): ReadonlyMap<string, string> {
  const items = Array.from({ length: 10 }, (_, index) => commit('order-read-1', index + 1));
  return new Map([
    ['DynamoDB_20120810.GetItem', JSON.stringify({ Item: items[0] })],
    ['DynamoDB_20120810.Query', JSON.stringify({ Items: items, Count: items.length, ScannedCount: items.length })],
  ]);
}

/** The ceiling: Node's own server, which reads the request and answers with prepared text of the right size. */
function startNullServer(): Promise<Started> {
  const prepared = prepareAnswers();
  const server = createServer((request, reply) => {
    request.on('data', () => undefined);
    request.on('end', () => {
      const body = prepared.get(String(request.headers['x-amz-target'])) ?? '{}';
      reply.writeHead(200, {
        'content-type': 'application/x-amz-json-1.0',
        'content-length': String(Buffer.byteLength(body)),
      });
      reply.end(body);
    });
  });
  return listen(server);
}

function cpuMicroseconds(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

const STARTS: Readonly<Record<string, () => Promise<Started>>> = {
  'local cloud': startLocalCloud,
  dynalite: startDynalite,
  'null server': startNullServer,
};

/** Starts the server of the kind and answers the parent's questions until it goes. */
async function serve(kind: string): Promise<void> {
  const started = await STARTS[kind]?.();
  const answer = (more: Partial<Answer> = {}): void =>
    void process.send?.({ cpuMicroseconds: cpuMicroseconds(), ...more });
  process.on('disconnect', () => process.exit(0));
  process.on('message', (question: Question) => {
    if (question.ask === 'cpu') answer();
    else void started?.fill(question.count).then(() => answer());
  });
  answer({ url: started?.url ?? '' });
}

if (process.send !== undefined) await serve(process.argv[2] ?? '');
