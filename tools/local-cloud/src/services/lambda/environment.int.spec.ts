import { describe, expect, it } from 'vitest';
import { useLambda } from './lambda-fixture.ts';

const fixture = useLambda();

/** Body of a handler that never answers. */
const HANG = 'await new Promise(() => setInterval(() => {}, 1e6));';

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
    const { name, events } = await fixture.createRecorder(
      `await new Promise((done) => setTimeout(done, 300)); return 'done';`,
      { Timeout: 3 },
    );
    const answer = fixture.invoke(name);
    await expect.poll(() => events().length).toBe(1);
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
