import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { OPERATOR, startCloud } from '@tidings/local-cloud';
import { TABLE, commit, createTable, seed } from './dynamodb-workload.ts';

export interface Target {
  readonly name: 'local cloud' | 'dynalite' | 'null server';
  readonly client: DynamoDBClient;
  /** dynalite has no transactions. */
  readonly hasTransactions: boolean;
  stop(): Promise<void>;
}

/** The local cloud, with the way in that needs no wire. */
export interface CloudTarget extends Target {
  /** Adds this many items, without the SDK. */
  fill(count: number): Promise<void>;
}

const clientOf = (endpoint: string): DynamoDBClient =>
  new DynamoDBClient({
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
    maxAttempts: 1,
  });

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

const listen = (server: Server): Promise<void> => new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

export async function startLocalCloud(): Promise<CloudTarget> {
  const cloud = await startCloud({ port: 0 });
  const client = clientOf(cloud.url);
  await client.send(createTable(true));
  await seed(client);
  return {
    name: 'local cloud',
    client,
    hasTransactions: true,
    fill: async (count) => {
      for (let at = 0; at < count; at += 1)
        await cloud.call({
          principal: OPERATOR,
          service: 'dynamodb',
          operation: 'PutItem',
          input: {
            TableName: TABLE,
            Item: commit(`order-fill-${at}`, 1),
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        });
    },
    stop: () => {
      client.destroy();
      return cloud.stop();
    },
  };
}

/** dynalite as its own server, in memory, without its waiting times for tables. */
export async function startDynalite(): Promise<Target> {
  const dynalite = createRequire(import.meta.url)('dynalite') as (options: object) => Server;
  const server = dynalite({ createTableMs: 0 });
  await listen(server);
  const client = clientOf(`http://127.0.0.1:${portOf(server)}`);
  await client.send(createTable(false));
  await new Promise((resolve) => setImmediate(resolve));
  await seed(client);
  return { name: 'dynalite', client, hasTransactions: false, stop: () => close(server) };
}

const answers = (): ReadonlyMap<string, string> => {
  const positions = Array.from({ length: 10 }, (_, index) => index + 1);
  const items = positions.map((position) => commit('order-read-1', position));
  return new Map([
    ['DynamoDB_20120810.PutItem', '{}'],
    ['DynamoDB_20120810.TransactWriteItems', '{}'],
    ['DynamoDB_20120810.GetItem', JSON.stringify({ Item: items[0] })],
    ['DynamoDB_20120810.Query', JSON.stringify({ Items: items, Count: items.length, ScannedCount: items.length })],
  ]);
};

/** The ceiling: Node's own server, which reads the request and answers with prepared text of the right size. */
export async function startNullServer(): Promise<Target> {
  const prepared = answers();
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
  await listen(server);
  return {
    name: 'null server',
    client: clientOf(`http://127.0.0.1:${portOf(server)}`),
    hasTransactions: true,
    stop: () => close(server),
  };
}
