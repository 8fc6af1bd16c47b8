import { describe, expect, it } from 'vitest';
import type { Json } from '../../core/aws-error.ts';
import { useLambda } from './lambda-fixture.ts';

const fixture = useLambda();

const WRITE = ['logs:CreateLogStream', 'logs:PutLogEvents'];

/** Messages of a group in order, without ids, times and durations. */
async function messagesIn(logGroupName: string): Promise<readonly string[]> {
  await fixture.still();
  const { events } = await fixture.call('logs', 'FilterLogEvents', { logGroupName });
  return (events as readonly { readonly message: string }[]).map(({ message }) =>
    message
      .replaceAll(/[0-9a-f-]{36}/g, 'ID')
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
      .replaceAll(/\d+\.\d+ ms/g, 'N ms')
      .replaceAll(/Billed Duration: \d+ ms/g, 'Billed Duration: N ms'),
  );
}

/** docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html */
describe('A function’s log', () => {
  it('holds what it prints between Lambda’s own lines', async () => {
    const name = await fixture.create(
      `export const handler = async () => { console.log('placed', { order: 1 }); console.error('oh'); };`,
      { Role: fixture.role('logs:CreateLogGroup', ...WRITE) },
    );
    await fixture.invoke(name);
    expect(await messagesIn(`/aws/lambda/${name}`)).toStrictEqual([
      'START RequestId: ID Version: $LATEST',
      'TIME\tID\tINFO\tplaced { order: 1 }',
      'TIME\tID\tERROR\toh',
      'END RequestId: ID',
      'REPORT RequestId: ID\tDuration: N ms\tBilled Duration: N ms\tMemory Size: 128 MB\tInit Duration: N ms',
    ]);
  });

  it('is JSON when the function asks for it, from its level on', async () => {
    const name = await fixture.create(
      `export const handler = async () => { console.debug('no'); console.warn({ sku: 'A' }); console.error(new TypeError('bad')); };`,
      {
        Role: fixture.role('logs:CreateLogGroup', ...WRITE),
        LoggingConfig: { LogFormat: 'JSON', ApplicationLogLevel: 'WARN' },
      },
    );
    await fixture.invoke(name);
    const lines = (await messagesIn(`/aws/lambda/${name}`)).map((line) => JSON.parse(line) as Json);
    expect(lines).toMatchObject([
      { type: 'platform.start', record: { version: '$LATEST' } },
      { timestamp: 'TIME', level: 'WARN', requestId: 'ID', message: { sku: 'A' } },
      { level: 'ERROR', errorType: 'TypeError', errorMessage: 'bad', stackTrace: expect.any(Array) as string[] },
      { type: 'platform.report', record: { status: 'success', metrics: { memorySizeMB: 128 } } },
    ]);
  });

  it('goes to the group that the function names, with a stream per environment', async () => {
    await fixture.call('logs', 'CreateLogGroup', { logGroupName: 'shop' });
    const source = 'export const handler = async (event) => { if (event.exit) process.exit(1); };';
    const name = await fixture.create(source, { Role: fixture.role(...WRITE), LoggingConfig: { LogGroup: 'shop' } });
    await fixture.invoke(name, { exit: true });
    await fixture.invoke(name);
    await fixture.still();
    const { logStreams } = await fixture.call('logs', 'DescribeLogStreams', { logGroupName: 'shop' });
    const names = (logStreams as readonly { readonly logStreamName: string }[]).map(
      ({ logStreamName }) => logStreamName,
    );
    expect(names).toHaveLength(2);
    for (const stream of names) expect(stream).toMatch(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/);
  });

  it('says why an environment ended', async () => {
    const name = await fixture.create(
      'export const handler = async () => { console.log("last words"); process.exit(2); };',
      {
        Role: fixture.role('logs:CreateLogGroup', ...WRITE),
      },
    );
    await fixture.invoke(name);
    const messages = await messagesIn(`/aws/lambda/${name}`);
    expect(messages[1]).toBe('TIME\tID\tINFO\tlast words');
    expect(messages[2]).toBe(
      '{"errorType":"Runtime.ExitError","errorMessage":"RequestId: ID Error: Runtime exited with error: exit status 2"}',
    );
  });

  it('stays empty without permission to write it, and the function answers all the same', async () => {
    await fixture.call('logs', 'CreateLogGroup', { logGroupName: 'silent' });
    const name = await fixture.create(`export const handler = async () => { console.log('heard?'); return 1; };`, {
      Role: fixture.role('logs:CreateLogStream'),
      LoggingConfig: { LogGroup: 'silent' },
    });
    expect((await fixture.invoke(name)).payload).toBe(1);
    expect(await messagesIn('silent')).toStrictEqual([]);
  });
});
