import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Answer, Question } from './dynamodb-server.ts';
import { createTable, seed } from './dynamodb-workload.ts';

export type TargetName = 'local cloud' | 'dynalite' | 'null server';

/** A server in a process of its own, with the SDK's client on it. */
export interface Target {
  readonly name: TargetName;
  readonly client: DynamoDBClient;
  /** Microseconds of CPU time that the server has used. */
  serverCpu(): Promise<number>;
  /** Adds items without the wire, where the server can. */
  fill(count: number): Promise<void>;
  stop(): Promise<void>;
}

const clientOf = (endpoint: string): DynamoDBClient =>
  new DynamoDBClient({
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
    maxAttempts: 1,
  });

async function nextAnswer(child: ChildProcess): Promise<Answer> {
  const [answer] = (await once(child, 'message')) as [Answer];
  return answer;
}

function ask(child: ChildProcess, question: Question): Promise<Answer> {
  const answer = nextAnswer(child);
  child.send(question);
  return answer;
}

async function prepareTable(client: DynamoDBClient, name: TargetName): Promise<void> {
  if (name === 'null server') return;
  await client.send(createTable(name === 'local cloud'));
  await seed(client);
}

/** Starts the server, makes its table (with a stream, where there are streams) and the items that are read. */
export async function startTarget(name: TargetName): Promise<Target> {
  const child = fork(`${import.meta.dirname}/dynamodb-server.ts`, [name]);
  const client = clientOf((await nextAnswer(child)).url ?? '');
  await prepareTable(client, name);
  return {
    name,
    client,
    serverCpu: async () => (await ask(child, { ask: 'cpu' })).cpuMicroseconds,
    fill: async (count) => void (await ask(child, { ask: 'fill', count })),
    stop: async () => {
      client.destroy();
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
}
