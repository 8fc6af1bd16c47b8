import {
  GetFunctionConfigurationCommand,
  InvokeCommand,
  PutFunctionConcurrencyCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';
import { useLambda } from './lambda-fixture.ts';

const fixture = useLambda();

/** Body of a handler that never answers. */
const HANG = 'await new Promise(() => setInterval(() => {}, 1e6));';

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

/** docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html and …/nodejs-context.html */
describe('An execution environment', () => {
  it('has its own variables and the function’s context', async () => {
    const name = await fixture.create(
      `export const handler = async (event, context) => ({
        colour: process.env.COLOUR, fn: process.env.AWS_LAMBDA_FUNCTION_NAME, memory: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
        region: process.env.AWS_REGION, endpoint: process.env.AWS_ENDPOINT_URL, handler: process.env._HANDLER,
        left: context.getRemainingTimeInMillis() > 3000, arn: context.invokedFunctionArn, limit: context.memoryLimitInMB,
        group: context.logGroupName, home: process.env.HOME });`,
      { Environment: { Variables: { COLOUR: 'teal' } }, Timeout: 5, MemorySize: 256 },
    );
    expect((await fixture.invoke(name)).payload).toStrictEqual({
      colour: 'teal',
      fn: name,
      memory: '256',
      region: 'eu-west-1',
      endpoint: fixture.cloud.url,
      handler: 'index.handler',
      left: true,
      arn: `arn:aws:lambda:eu-west-1:000000000000:function:${name}`,
      limit: '256',
      group: `/aws/lambda/${name}`,
    });
  });

  it('sees the cloud’s time', async () => {
    const name = await fixture.create('export const handler = async () => [Date.now(), new Date().getTime()];');
    const before = (await fixture.invoke(name)).payload as readonly number[];
    await fixture.cloud.clock.advance(86_400_000);
    const after = (await fixture.invoke(name)).payload as readonly number[];
    expect(Number(after[0]) - Number(before[0])).toBeGreaterThanOrEqual(86_400_000);
    expect(Math.abs(Number(after[1]) - fixture.cloud.clock.now())).toBeLessThan(5000);
  });

  it('calls AWS as the function’s role', async () => {
    const source = `
      export const handler = async () => process.env.AWS_ACCESS_KEY_ID;`;
    const Role = fixture.role();
    const name = await fixture.create(source, { Role });
    const { payload } = await fixture.invoke(name);
    expect(fixture.cloud.roles.principalOf(String(payload))).toStrictEqual({
      kind: 'role',
      roleArn: Role,
      sessionName: name,
    });
  });

  it('ends when the time is up, and a fresh one takes the next invocation', async () => {
    const name = await fixture.create(
      `let calls = 0; export const handler = async (event) => { calls += 1; if (event.hang) await new Promise(() => setInterval(() => {}, 1e6)); return calls; };`,
      { Timeout: 1 },
    );
    await fixture.invoke(name);
    const { error, payload } = await fixture.invoke(name, { hang: true });
    expect(error).toBe('Unhandled');
    expect(payload).toStrictEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringMatching(
        /^RequestId: [0-9a-f-]{36} Error: Task timed out after 1\.00 seconds$/,
      ) as string,
    });
    expect((await fixture.invoke(name)).payload).toBe(1);
  });

  it('ends when the time is up on the cloud’s clock', async () => {
    const { name, events } = await fixture.createRecorder(HANG, { Timeout: 900 });
    const answer = fixture.invoke(name);
    await expect.poll(() => events().length).toBe(1);
    await fixture.cloud.clock.advance(901_000);
    expect((await answer).payload).toMatchObject({ errorType: 'Sandbox.Timedout' });
  });

  it('keeps running through a move of the clock when it works in the machine’s time', async () => {
    const name = await fixture.create(
      `import { setTimeout } from 'node:timers/promises'; export const handler = async () => { await setTimeout(200); return 'done'; };`,
      { Timeout: 3 },
    );
    const answer = fixture.invoke(name);
    await fixture.cloud.clock.advance(60_000);
    expect((await answer).payload).toBe('done');
  });

  it.each([
    ['with a status', 'process.exit(3)', 'Runtime exited with error: exit status 3'],
    ['without a reason', 'process.exit(0)', 'Runtime exited without providing a reason'],
  ])('that exits %s fails the invocation with Runtime.ExitError', async (_, body, words) => {
    const name = await fixture.create(
      `let calls = 0; export const handler = async (event) => { calls += 1; if (event.exit) ${body}; return calls; };`,
    );
    await fixture.invoke(name);
    const { error, payload } = await fixture.invoke(name, { exit: true });
    expect(error).toBe('Unhandled');
    expect(payload).toStrictEqual({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringMatching(new RegExp(`^RequestId: [0-9a-f-]{36} Error: ${words}$`)) as string,
    });
    expect((await fixture.invoke(name)).payload).toBe(1);
  });

  it('that is crashed by a fault fails its invocation, and a fresh one takes the next', async () => {
    const { name, events } = await fixture.createRecorder(
      `globalThis.runs = (globalThis.runs ?? 0) + 1; if (event.hang) ${HANG} return globalThis.runs;`,
    );
    await fixture.invoke(name);
    const answer = fixture.invoke(name, { hang: true });
    await expect.poll(() => events().length).toBe(2);
    fixture.cloud.signals.notify(`crash:${name}`);
    expect((await answer).payload).toMatchObject({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringContaining('Runtime exited with error: signal: killed') as string,
    });
    expect((await fixture.invoke(name)).payload).toBe(1);
  });

  it('ends on an unhandled rejection', async () => {
    const name = await fixture.create(`
      export const handler = async () => { Promise.reject(new TypeError('lost')); await new Promise((done) => setTimeout(done, 1000)); };`);
    expect((await fixture.invoke(name)).payload).toMatchObject({
      errorType: 'Runtime.UnhandledPromiseRejection',
      errorMessage: 'TypeError: lost',
    });
  });

  it('ends when its memory is used up', async () => {
    const name = await fixture.create(
      `
      export const handler = async () => { const kept = []; for (;;) kept.push(new Array(1e5).fill(Math.random())); };`,
      { Timeout: 20 },
    );
    expect((await fixture.invoke(name)).payload).toMatchObject({ errorType: 'Runtime.OutOfMemory' });
  });

  it('does not end the cloud when its code does not parse', async () => {
    const name = await fixture.create('export const handler = async () => {');
    expect((await fixture.invoke(name)).payload).toMatchObject({ errorType: 'Runtime.UserCodeSyntaxError' });
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
      export const handler = async () => { await setTimeout(600); return id; };`);
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
