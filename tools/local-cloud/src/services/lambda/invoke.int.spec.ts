import {
  GetFunctionConfigurationCommand,
  InvokeCommand,
  PutFunctionConcurrencyCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';
import { useLambda } from './lambda-fixture.ts';

const fixture = useLambda();

/** docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
describe('Invoke', () => {
  it('answers what the handler returned', async () => {
    const name = await fixture.create('export const handler = async (event) => ({ doubled: event.n * 2 });');
    expect(await fixture.invoke(name, { n: 21 })).toStrictEqual({
      status: 200,
      error: undefined,
      payload: { doubled: 42 },
      log: '',
    });
  });

  it('answers null when the handler returned nothing', async () => {
    const name = await fixture.create('export const handler = async () => undefined;');
    expect((await fixture.invoke(name)).payload).toBe(null);
  });

  it('answers a thrown error with its type, message and trace', async () => {
    const name = await fixture.create(`
      class NoStockError extends Error { name = 'NoStockError'; }
      export const handler = async () => { throw new NoStockError('none left'); };`);
    const { status, error, payload } = await fixture.invoke(name);
    expect({ status, error }).toStrictEqual({ status: 200, error: 'Unhandled' });
    expect(payload).toStrictEqual({
      errorType: 'NoStockError',
      errorMessage: 'none left',
      trace: expect.arrayContaining(['NoStockError: none left']) as string[],
    });
  });

  it('keeps an environment between invocations', async () => {
    const name = await fixture.create('let calls = 0; export const handler = async () => (calls += 1);');
    await fixture.invoke(name);
    expect((await fixture.invoke(name)).payload).toBe(2);
  });

  it('refuses a payload that is not JSON', async () => {
    const name = await fixture.create('export const handler = async () => 1;');
    const call = fixture.lambda.send(new InvokeCommand({ FunctionName: name, Payload: '{oops' }));
    await expect(call).rejects.toThrow(/Could not parse request body into json/);
  });

  it('refuses an asynchronous payload over 1 MB with RequestTooLargeException', async () => {
    const name = await fixture.create('export const handler = async () => 1;');
    const big = JSON.stringify('x'.repeat(1_048_576));
    const call = fixture.lambda.send(new InvokeCommand({ FunctionName: name, InvocationType: 'Event', Payload: big }));
    await expect(call).rejects.toMatchObject({ name: 'RequestTooLargeException', $metadata: { httpStatusCode: 413 } });
    expect((await fixture.invoke(name, 'x'.repeat(1_048_576))).payload).toBe(1);
  });

  it('says so to a service too, which no policy of a missing function can refuse', async () => {
    const sourceArn = 'arn:aws:events:eu-west-1:000000000000:rule/tidings/placed';
    const principal = { kind: 'service', service: 'events.amazonaws.com', sourceArn } as const;
    const input = { FunctionName: 'nobody', InvocationType: 'Event' };
    const call = fixture.cloud.call({ principal, service: 'lambda', operation: 'Invoke', input });
    await expect(call).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
  });

  it('says that an unknown function does not exist', async () => {
    const call = fixture.invoke('nobody');
    await expect(call).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Function not found: arn:aws:lambda:eu-west-1:000000000000:function:nobody',
    });
  });

  it('runs nothing on a dry run', async () => {
    const recorder = await fixture.createRecorder('return 1;');
    expect((await fixture.invoke(recorder.name, {}, { InvocationType: 'DryRun' })).status).toBe(204);
    expect(recorder.events()).toStrictEqual([]);
  });

  it('gives the end of the log when it is asked for', async () => {
    const name = await fixture.create(`
      export const handler = async () => { console.log('hello %s', 'log'); process.stdout.write('plain\\n'); };`);
    const { log } = await fixture.invoke(name, {}, { LogType: 'Tail' });
    expect(
      log
        .replaceAll(/[0-9a-f-]{36}/g, 'ID')
        .split('\n')
        .map((line) => line.split('\t').at(-1)),
    ).toStrictEqual([
      'START RequestId: ID Version: $LATEST',
      'hello log',
      'plain',
      'END RequestId: ID',
      expect.stringMatching(/^Init Duration: [\d.]+ ms$/),
      '',
    ]);
  });

  it('refuses callback handlers, as Node.js 24 functions do', async () => {
    const name = await fixture.create('export const handler = (event, context, callback) => callback(null, 1);');
    const { error, payload } = await fixture.invoke(name);
    expect(error).toBe('Unhandled');
    expect(payload).toMatchObject({ errorType: 'Runtime.CallbackHandlerDeprecated' });
  });

  it('names a handler that is not there', async () => {
    const name = await fixture.create('export const other = 1;');
    expect((await fixture.invoke(name)).payload).toMatchObject({
      errorType: 'Runtime.HandlerNotFound',
      errorMessage: 'index.handler is undefined or not exported',
    });
  });
});

/** docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html */
describe('Concurrency', () => {
  it('gives each environment one request at a time', async () => {
    const name = await fixture.create(`
      import { setTimeout } from 'node:timers/promises';
      let running = 0;
      export const handler = async () => { running += 1; const most = running; await setTimeout(20); running -= 1; return most; };`);
    const answers = await Promise.all(Array.from({ length: 8 }, () => fixture.invoke(name)));
    expect(answers.map(({ payload }) => payload)).toStrictEqual(Array.from({ length: 8 }, () => 1));
  });

  it('adds an environment for requests that would wait long', async () => {
    const name = await fixture.create(`
      import { setTimeout } from 'node:timers/promises';
      const id = Math.random();
      export const handler = async () => { await setTimeout(1500); return id; };`);
    const answers = await Promise.all([fixture.invoke(name), fixture.invoke(name)]);
    expect(new Set(answers.map(({ payload }) => payload)).size).toBe(2);
  });

  it('throttles beyond what is reserved', async () => {
    const name = await fixture.create('export const handler = async () => 1;');
    const reserve = (ReservedConcurrentExecutions: number): Promise<unknown> =>
      fixture.lambda.send(new PutFunctionConcurrencyCommand({ FunctionName: name, ReservedConcurrentExecutions }));
    await reserve(0);
    await expect(fixture.invoke(name)).rejects.toMatchObject({
      name: 'TooManyRequestsException',
      Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
      $metadata: { httpStatusCode: 429 },
    });
    await reserve(1);
    expect((await fixture.invoke(name)).payload).toBe(1);
  });
});

describe('New code', () => {
  it('answers the next invocation while the running one finishes on the old', async () => {
    const source = (version: number): string => `
      import { setTimeout } from 'node:timers/promises';
      export const handler = async (event) => { if (event.slow) await setTimeout(300); return ${version}; };`;
    const name = await fixture.create(source(1));
    await fixture.invoke(name);
    const slow = fixture.invoke(name, { slow: true });
    await expect.poll(() => fixture.cloud.pending().length).toBeGreaterThan(0);
    const update = { FunctionName: name, S3Bucket: 'local', S3Key: fixture.code(source(2)) };
    await fixture.lambda.send(new UpdateFunctionCodeCommand(update));
    expect((await fixture.invoke(name)).payload).toBe(2);
    expect((await slow).payload).toBe(1);
  });

  it('changes the hash that the configuration shows', async () => {
    const name = await fixture.create('export const handler = async () => 1;');
    const hash = async (): Promise<string | undefined> =>
      (await fixture.lambda.send(new GetFunctionConfigurationCommand({ FunctionName: name }))).CodeSha256;
    const before = await hash();
    const S3Key = fixture.code('export const handler = async () => 2;');
    await fixture.lambda.send(new UpdateFunctionCodeCommand({ FunctionName: name, S3Bucket: 'local', S3Key }));
    expect(await hash()).not.toBe(before);
  });
});
