import { DeleteEventSourceMappingCommand, UpdateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../core/aws-error.ts';
import { batchesOf, useMappedTables } from './mapped-tables-fixture.ts';

const tables = useMappedTables();

const DAY_MS = 86_400_000;

/** docs.aws.amazon.com/lambda/latest/dg/with-ddb.html */
describe('A mapping of a table’s stream', () => {
  it('gives each change to the function as a record', async () => {
    const [table, fn] = [await tables.createTable(), await tables.recorder()];
    await tables.map(table, fn.name);
    await tables.put(table, 'a', 1);
    await tables.lambda.still();
    const [event] = fn.events();
    expect(event?.['Records']).toStrictEqual([
      {
        eventID: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
        eventName: 'INSERT',
        eventVersion: '1.1',
        eventSource: 'aws:dynamodb',
        awsRegion: 'eu-west-1',
        dynamodb: {
          ApproximateCreationDateTime: expect.any(Number) as number,
          Keys: { pk: { S: 'a' } },
          NewImage: { pk: { S: 'a' }, n: { N: '1' } },
          SequenceNumber: expect.stringMatching(/^\d{21}$/) as string,
          SizeBytes: expect.any(Number) as number,
          StreamViewType: 'NEW_AND_OLD_IMAGES',
        },
        eventSourceARN: table.streamArn,
      },
    ]);
    expect(tables.lambda.cloud.pending()).toStrictEqual([]);
  });

  it('from TRIM_HORIZON begins with what was there before it', async () => {
    const [table, fn] = [await tables.createTable(), await tables.recorder()];
    await tables.putAll(table, ['a', 'b']);
    await tables.map(table, fn.name);
    await tables.lambda.still();
    expect(batchesOf(fn)).toStrictEqual([['a', 'b']]);
  });

  it('from LATEST begins with what comes after it, however long that takes', async () => {
    const [table, fn] = [await tables.createTable(), await tables.recorder()];
    await tables.put(table, 'before');
    await tables.map(table, fn.name, { StartingPosition: 'LATEST' });
    await tables.lambda.advance(3_600_000);
    await tables.put(table, 'after');
    await tables.lambda.still();
    expect(batchesOf(fn)).toStrictEqual([['after']]);
  });

  it('gives at most a batch at a time, in order', async () => {
    const [table, fn] = [await tables.createTable(), await tables.recorder()];
    await tables.putAll(table, ['a', 'b', 'c', 'd', 'e']);
    await tables.map(table, fn.name, { BatchSize: 2 });
    await tables.lambda.still();
    expect(batchesOf(fn)).toStrictEqual([['a', 'b'], ['c', 'd'], ['e']]);
  });

  it('waits for its batching window, until the batch is full', async () => {
    const [table, fn] = [await tables.createTable(), await tables.recorder()];
    await tables.map(table, fn.name, { BatchSize: 3, MaximumBatchingWindowInSeconds: 30 });
    await tables.put(table, 'a');
    await tables.lambda.still();
    await tables.put(table, 'b');
    await tables.lambda.advance(20_000);
    expect(batchesOf(fn)).toStrictEqual([]);
    await tables.lambda.advance(10_000);
    expect(batchesOf(fn)).toStrictEqual([['a', 'b']]);
    await tables.putAll(table, ['c', 'd', 'e']);
    await tables.lambda.still();
    expect(batchesOf(fn)).toStrictEqual([
      ['a', 'b'],
      ['c', 'd', 'e'],
    ]);
  });

  it('leaves out what its filter does not match', async () => {
    const [table, fn] = [await tables.createTable(), await tables.recorder()];
    const Pattern = JSON.stringify({ eventName: ['INSERT'], dynamodb: { NewImage: { n: { N: ['1'] } } } });
    await tables.map(table, fn.name, { FilterCriteria: { Filters: [{ Pattern }] } });
    await tables.put(table, 'no', 0);
    await tables.put(table, 'yes', 1);
    await tables.put(table, 'no', 1);
    await tables.lambda.still();
    expect(batchesOf(fn).flat()).toStrictEqual(['yes']);
    expect(tables.lambda.cloud.pending()).toStrictEqual([]);
  });

  it('goes on after days without a change', async () => {
    const [table, fn] = [await tables.createTable(), await tables.recorder()];
    await tables.map(table, fn.name);
    await tables.put(table, 'a');
    await tables.lambda.still();
    await tables.lambda.advance(3 * DAY_MS);
    await tables.put(table, 'b');
    await tables.lambda.still();
    expect(batchesOf(fn)).toStrictEqual([['a'], ['b']]);
  });

  it('goes on where it was when it is disabled and enabled again', async () => {
    const [table, fn] = [await tables.createTable(), await tables.recorder()];
    const UUID = await tables.map(table, fn.name);
    await tables.put(table, 'a');
    await tables.lambda.still();
    await tables.lambda.lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: false }));
    await tables.put(table, 'b');
    await tables.lambda.still();
    expect(batchesOf(fn)).toStrictEqual([['a']]);
    await tables.lambda.lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: true }));
    await tables.lambda.still();
    expect(batchesOf(fn)).toStrictEqual([['a'], ['b']]);
  });

  it('reads nothing more once it is deleted', async () => {
    const [table, fn] = [await tables.createTable(), await tables.recorder()];
    const UUID = await tables.map(table, fn.name);
    await tables.lambda.lambda.send(new DeleteEventSourceMappingCommand({ UUID }));
    await tables.put(table, 'a');
    await tables.lambda.still();
    expect(batchesOf(fn)).toStrictEqual([]);
  });

  it('needs a starting position', async () => {
    const [table, fn] = [await tables.createTable(), await tables.recorder()];
    await expect(tables.map(table, fn.name, { StartingPosition: undefined })).rejects.toThrow(
      "Value 'null' at 'startingPosition' failed to satisfy constraint: Member must not be null",
    );
  });

  it('needs a role that may read the stream', async () => {
    const table = await tables.createTable();
    const fn = await tables.lambda.createRecorder('return {};');
    await expect(tables.map(table, fn.name)).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: expect.stringMatching(
        /^Cannot access stream .* Please ensure the role can perform the GetRecords/,
      ) as string,
    });
  });
});

/** docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html, ParallelizationFactor */
describe('A parallelization factor', () => {
  const keys = Array.from({ length: 12 }, (_, index) => `key-${index}`);
  const body = `
    const held = event.Records.some(({ dynamodb }) => dynamodb.Keys.pk.S === 'key-0');
    if (held) throw new Error('held'); return {};`;

  it('keeps a failing item from stopping the items of other lanes', async () => {
    const [table, fn] = [await tables.createTable(), await tables.recorder(body)];
    await tables.putAll(table, keys);
    const UUID = await tables.map(table, fn.name, { ParallelizationFactor: 4, BatchSize: 1 });
    await tables.lambda.still();
    expect(new Set(batchesOf(fn).flat()).size).toBeGreaterThan(6);
    await tables.lambda.lambda.send(new DeleteEventSourceMappingCommand({ UUID }));
  });

  it('of one lets a failing item stop them all', async () => {
    const [table, fn] = [await tables.createTable(), await tables.recorder(body)];
    await tables.putAll(table, keys);
    const UUID = await tables.map(table, fn.name, { BatchSize: 1 });
    await tables.lambda.still();
    expect(new Set(batchesOf(fn).flat())).toStrictEqual(new Set(['key-0']));
    await tables.lambda.lambda.send(new DeleteEventSourceMappingCommand({ UUID }));
  });

  it('keeps the order of each item', async () => {
    const table = await tables.createTable();
    const fn = await tables.recorder();
    await tables.map(table, fn.name, { ParallelizationFactor: 4, BatchSize: 2 });
    for (let n = 1; n <= 5; n += 1) for (const pk of ['a', 'b', 'c']) await tables.put(table, pk, n);
    await tables.lambda.still();
    const records = fn.events().flatMap((event) => event['Records'] as readonly { readonly dynamodb: Json }[]);
    for (const pk of ['a', 'b', 'c']) {
      const ofItem = records.filter(
        ({ dynamodb }) => (dynamodb['Keys'] as { readonly pk: { readonly S: string } }).pk.S === pk,
      );
      expect(
        ofItem.map(({ dynamodb }) => (dynamodb['NewImage'] as { readonly n: { readonly N: string } }).n.N),
      ).toStrictEqual(['1', '2', '3', '4', '5']);
    }
  });
});
