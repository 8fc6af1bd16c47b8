import { DeleteEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';
import { batchesOf, useMappedTables } from './mapped-tables-fixture.ts';

const tables = useMappedTables();

const MINUTE_MS = 60_000;

/** Fails while `pk` is in the batch. */
const poisonedBy = (pk: string): string =>
  `if (event.Records.some(({ dynamodb }) => dynamodb.Keys.pk.S === '${pk}')) throw new Error('poison'); return {};`;

/** docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html */
describe('A batch of changes that fails', () => {
  it('is tried again, and holds up what is behind it until it succeeds', async () => {
    const [table, fn] = [
      await tables.createTable(),
      await tables.recorder(`if (calls < 3) throw new Error('not yet'); return {};`),
    ];
    await tables.map(table, fn.name);
    await tables.put(table, 'a');
    await tables.lambda.still();
    await tables.put(table, 'b');
    await tables.lambda.still();
    expect(batchesOf(fn)).toStrictEqual([['a']]);
    expect(tables.lambda.cloud.pending()).toStrictEqual([
      { what: `stream of table ${table.name} to ${fn.name}: 2 records`, dueAt: expect.any(Number) as number },
    ]);
    await tables.lambda.advance(250);
    await tables.lambda.advance(500);
    expect(batchesOf(fn)).toStrictEqual([['a'], ['a'], ['a'], ['b']]);
    expect(tables.lambda.cloud.pending()).toStrictEqual([]);
  });

  it('is tried again when the function dies half way', async () => {
    const [table, fn] = [
      await tables.createTable(),
      await tables.recorder('if (calls === 1) process.exit(1); return {};'),
    ];
    await tables.map(table, fn.name);
    await tables.put(table, 'a');
    await tables.lambda.finish();
    expect(batchesOf(fn)).toStrictEqual([['a'], ['a']]);
  });

  it('is given up after the retries that the mapping allows, with a record of what it was', async () => {
    const [table, queue] = [await tables.createTable(), await tables.createQueue()];
    const fn = await tables.recorder(poisonedBy('b'));
    await tables.putAll(table, ['a', 'b', 'c']);
    await tables.map(table, fn.name, {
      MaximumRetryAttempts: 2,
      DestinationConfig: { OnFailure: { Destination: queue.arn } },
    });
    await tables.lambda.finish();
    expect(batchesOf(fn)).toStrictEqual([
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
    ]);
    const [first] = fn.events() as readonly {
      readonly Records: readonly { readonly dynamodb: { readonly SequenceNumber: string } }[];
    }[];
    expect(await queue.bodies()).toStrictEqual([
      {
        requestContext: {
          requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
          functionArn: tables.lambda.cloud.arn('lambda', `function:${fn.name}`),
          condition: 'RetryAttemptsExhausted',
          approximateInvokeCount: 3,
        },
        responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
        version: '1.0',
        timestamp: expect.stringMatching(/Z$/) as string,
        DDBStreamBatchInfo: {
          shardId: expect.stringMatching(/^shardId-/) as string,
          startSequenceNumber: first?.Records[0]?.dynamodb.SequenceNumber,
          endSequenceNumber: first?.Records[2]?.dynamodb.SequenceNumber,
          approximateArrivalOfFirstRecord: expect.stringMatching(/Z$/) as string,
          approximateArrivalOfLastRecord: expect.stringMatching(/Z$/) as string,
          batchSize: 3,
          streamArn: table.streamArn,
        },
      },
    ]);
    expect(tables.lambda.cloud.pending()).toStrictEqual([]);
  });

  it('is split in two when the mapping asks for it, which costs no retry', async () => {
    const [table, queue] = [await tables.createTable(), await tables.createQueue()];
    const fn = await tables.recorder(poisonedBy('c'));
    await tables.putAll(table, ['a', 'b', 'c', 'd']);
    const DestinationConfig = { OnFailure: { Destination: queue.arn } };
    await tables.map(table, fn.name, { MaximumRetryAttempts: 1, BisectBatchOnFunctionError: true, DestinationConfig });
    await tables.lambda.finish();
    expect(batchesOf(fn)).toStrictEqual([['a', 'b', 'c', 'd'], ['a', 'b'], ['c', 'd'], ['c'], ['c'], ['d']]);
    expect(await queue.bodies()).toMatchObject([{ DDBStreamBatchInfo: { batchSize: 1 } }]);
  });

  it('goes on from the first record that the function reports', async () => {
    const fn = await tables.recorder(`
      const failed = calls > 1 ? [] : event.Records.filter(({ dynamodb }) => ['c', 'b'].includes(dynamodb.Keys.pk.S));
      return { batchItemFailures: failed.map(({ dynamodb }) => ({ itemIdentifier: dynamodb.SequenceNumber })) };`);
    const table = await tables.createTable();
    await tables.putAll(table, ['a', 'b', 'c', 'd']);
    await tables.map(table, fn.name, { FunctionResponseTypes: ['ReportBatchItemFailures'] });
    await tables.lambda.finish();
    expect(batchesOf(fn)).toStrictEqual([
      ['a', 'b', 'c', 'd'],
      ['b', 'c', 'd'],
    ]);
  });

  it('is given up once its records are older than the mapping allows', async () => {
    const [table, queue] = [await tables.createTable(), await tables.createQueue()];
    const fn = await tables.recorder(poisonedBy('a'));
    const DestinationConfig = { OnFailure: { Destination: queue.arn } };
    await tables.map(table, fn.name, { MaximumRecordAgeInSeconds: 60, DestinationConfig });
    await tables.put(table, 'a');
    await tables.lambda.finish();
    expect(await queue.bodies()).toMatchObject([{ requestContext: { condition: 'RecordAgeExceeded' } }]);
    await tables.put(table, 'b');
    await tables.lambda.still();
    expect(batchesOf(fn).at(-1)).toStrictEqual(['b']);
    expect(tables.lambda.cloud.pending()).toStrictEqual([]);
  });

  it('is tried until its records expire when nothing limits it', async () => {
    const [table, fn] = [await tables.createTable(), await tables.recorder(poisonedBy('a'))];
    const UUID = await tables.map(table, fn.name);
    await tables.put(table, 'a');
    await tables.lambda.still();
    for (let round = 0; round < 12; round += 1) await tables.lambda.advance(MINUTE_MS);
    expect(batchesOf(fn).length).toBeGreaterThan(10);
    expect(tables.lambda.cloud.pending()).toHaveLength(1);
    await tables.lambda.lambda.send(new DeleteEventSourceMappingCommand({ UUID }));
    await tables.lambda.still();
    expect(tables.lambda.cloud.pending()).toStrictEqual([]);
  });
});
