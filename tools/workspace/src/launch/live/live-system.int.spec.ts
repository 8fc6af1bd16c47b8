import { OPERATOR } from '@tidings/local-cloud';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { BuildFailedError } from '../build-changed.ts';
import { Deployment } from '../deployment.ts';
import { type Endpoints, launch, type Launched } from '../launch.ts';
import { takeStamp, writeStamp } from '../stamp.ts';
import { keepLive } from './live-system.ts';
import {
  addService,
  answering,
  buildPlanted,
  functionOf,
  orderOf,
  plantWorkspace,
  resourcesOf,
  write,
} from './planted-workspace.test-data.ts';

interface Bed {
  readonly root: string;
  readonly launched: Launched;
  readonly said: string[];
  /** The URLs of all APIs, each time that they have changed. */
  readonly apis: Endpoints['apis'][];
  /** Writes a file and resolves when something has been said that has this in it. */
  readonly save: (file: string, text: string, expected: string) => Promise<void>;
  readonly call: (service: string, operation: string, input: object) => Promise<Readonly<Record<string, unknown>>>;
  readonly answer: (name: string) => Promise<unknown>;
  /** What each build begins with, and how many have begun. */
  readonly builds: { before: () => Promise<void>; count: number };
}

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function startPlanted(whileStarting: (root: string) => void = () => undefined): Promise<Bed> {
  const tree = plantWorkspace();
  await buildPlanted(tree.root);
  writeStamp(tree.root, takeStamp(tree.root));
  whileStarting(tree.root);
  const launched = await launch({ workspace: tree.root, build: false, live: true });
  const said: string[] = [];
  const apis: Bed['apis'] = [];
  const builds: Bed['builds'] = { before: async () => undefined, count: 0 };
  const build = async (root: string): Promise<void> => {
    builds.count += 1;
    await builds.before();
    await buildPlanted(root);
  };
  const letGo = keepLive(launched, {
    say: (text) => said.push(text),
    onEndpoints: (endpoints) => apis.push(endpoints.apis),
    workspace: tree.root,
    build,
  });
  stops.push(async () => {
    await letGo();
    await launched.cloud.stop();
    launched.deployment.close();
    tree[Symbol.dispose]();
  });
  const call: Bed['call'] = (service, operation, input) =>
    launched.cloud.call({ principal: OPERATOR, service, operation, input: { ...input } });
  return {
    root: tree.root,
    launched,
    said,
    apis,
    builds,
    call,
    save: async (file, text, expected) => {
      said.length = 0;
      write(tree.root, file, text);
      await vi.waitUntil(() => said.some((line) => line.includes(expected)), { timeout: 15_000, interval: 5 });
    },
    answer: async (FunctionName) => {
      const { Payload } = await call('lambda', 'Invoke', { FunctionName });
      return JSON.parse(Buffer.from(Payload as Uint8Array).toString()) as unknown;
    },
  };
}

const ANSWER = 'services/orders/src/handlers/answer.ts';
const STACK = 'services/orders/infra/stack.json';

describe('A live system', () => {
  it('runs a saved handler before the build is done, and keeps its state', async () => {
    const { save, answer, call, builds, said } = await startPlanted();
    const Key = { pk: { S: 'kept' } };
    await call('dynamodb', 'PutItem', { TableName: 'orders-table', Item: Key });
    expect(await answer('orders-answer')).toBe('one');
    const held = Promise.withResolvers<void>();
    builds.before = () => held.promise;
    await save(ANSWER, answering('two'), 'orders: answer changed in ');
    expect(await answer('orders-answer')).toBe('two');
    held.resolve();
    await save('services/orders/src/word.ts', `export const word = '!';\n`, 'orders: answer changed in ');
    expect(await answer('orders-answer')).toBe('two!');
    expect(said).toHaveLength(1);
    expect(await call('dynamodb', 'GetItem', { TableName: 'orders-table', Key })).toMatchObject({ Item: Key });
  });

  it('makes what a stack says now, in one line, and tells nothing of the others', async () => {
    const { root, save, answer, said } = await startPlanted();
    write(root, 'services/orders/src/handlers/later.ts', answering('later'));
    const Queue = { Type: 'AWS::SQS::Queue' };
    const after = { ...resourcesOf('orders'), Later: functionOf('orders', 'later'), Queue };
    await save(STACK, JSON.stringify(after), 'orders: +1 function, +1 queue in ');
    expect(await answer('orders-later')).toBe('later');
    await save(STACK, JSON.stringify(resourcesOf('orders')), 'orders: -1 function, -1 queue in ');
    expect(said).toHaveLength(1);
  });

  it('goes on as before when a handler does not build, and is repaired by the next save', async () => {
    const { save, answer, said } = await startPlanted();
    await save(ANSWER, 'export const handler: = 1;', 'What ran before goes on');
    expect(said[0]).toMatch(
      /^It does not build:\n.*services\/orders\/src\/handlers\/answer\.ts:1:23: Unexpected "="\n/,
    );
    expect(await answer('orders-answer')).toBe('one');
    await save(ANSWER, answering('two'), 'It builds again.');
    expect(await answer('orders-answer')).toBe('two');
  });

  it('takes a stack back that the cloud refuses', async () => {
    const { save, answer, call, said } = await startPlanted();
    const refused = {
      ...resourcesOf('orders'),
      Queue: { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: 9000 } },
    };
    await save(STACK, JSON.stringify(refused), 'What ran before goes on');
    expect(said[0]).toContain('planted-orders/Queue: ');
    expect(await call('sqs', 'ListQueues', {})).toEqual({});
    expect(await answer('orders-answer')).toBe('one');
    await save(STACK, JSON.stringify(resourcesOf('orders')), 'It builds again.');
  });

  it('has the code of the loaded stack again when a swapped handler is taken back with a stack', async () => {
    const { root, save, answer, builds, said } = await startPlanted();
    builds.before = () => Promise.reject(new RangeError('no build'));
    await save(ANSWER, answering('two'), 'no build');
    expect(await answer('orders-answer')).toBe('two');
    builds.before = async () => undefined;
    write(root, ANSWER, answering('one'));
    await save(STACK, `${JSON.stringify(resourcesOf('orders'))}\n`, 'It builds again.');
    expect(said[0]).toContain('orders: answer changed in ');
    expect(await answer('orders-answer')).toBe('one');
  });

  it('builds once more when its build met another one', async () => {
    const { save, builds } = await startPlanted();
    const log = "Error: ENOENT: no such file or directory, open '/services/orders/dist/answer/index.mjs'";
    builds.before = async () => {
      if (builds.count === 1) throw new BuildFailedError(log);
    };
    const after = { ...resourcesOf('orders'), Queue: { Type: 'AWS::SQS::Queue' } };
    await save(STACK, JSON.stringify(after), 'orders: +1 queue in ');
    expect(builds.count).toBe(2);
  });

  it('begins another build for what is saved during one', async () => {
    const { root, save, answer, builds } = await startPlanted();
    const held = Promise.withResolvers<void>();
    builds.before = () => held.promise;
    await save(ANSWER, answering('two'), 'answer changed');
    await vi.waitUntil(() => builds.count === 1);
    write(root, ANSWER, answering('three'));
    held.resolve();
    await expect.poll(() => answer('orders-answer'), { timeout: 10_000 }).toBe('three');
  });

  it('runs a service that is new in the deploy order, and says what is wrong with the order', async () => {
    const { root, save, answer, said, apis, launched } = await startPlanted();
    expect(Object.keys(launched.endpoints.apis)).toEqual(['orders', 'analytics']);
    addService(root, 'gifts');
    await save('infra/deploy-order.json', '[]', 'infra/deploy-order.json: must be a list of projects.');
    await save('infra/deploy-order.json', orderOf('orders', 'analytics', 'gifts'), 'gifts: +1 function, +1 table in ');
    expect(said.some((line) => line.startsWith('orders'))).toBe(false);
    expect(await answer('gifts-answer')).toBe('one');
    await vi.waitUntil(() => apis.length > 0);
    expect(apis).toEqual([{ ...launched.endpoints.apis, gifts: expect.stringContaining('/_apis/') as string }]);
    expect(Object.values(apis[0] ?? {})).toHaveLength(new Set(Object.values(apis[0] ?? {})).size);
  });

  it('takes in what was saved while it started', async () => {
    const { answer } = await startPlanted((root) => write(root, ANSWER, answering('early')));
    await expect.poll(() => answer('orders-answer'), { timeout: 10_000 }).toBe('early');
  });

  it('runs on what it was loaded from, whatever becomes of the outputs, and leaves nothing behind', async () => {
    const { root, answer, launched } = await startPlanted();
    rmSync(join(root, 'services/orders/cdk.out'), { recursive: true });
    expect(await answer('orders-answer')).toBe('one');
    const left = join(root, '.tidings/live/4194304000');
    write(left, 'orders-1/manifest.json', '{}');
    new Deployment({ cloud: launched.cloud, workspace: root, live: true });
    expect(existsSync(left)).toBe(false);
    launched.deployment.close();
    expect(existsSync(launched.deployment.folder)).toBe(false);
  });
});
