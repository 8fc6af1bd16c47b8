import {
  DeleteItemCommand,
  DeleteTableCommand,
  PutItemCommand,
  UpdateItemCommand,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import { DescribeStreamCommand, GetRecordsCommand, ListStreamsCommand } from '@aws-sdk/client-dynamodb-streams';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { iteratorOf, keyOf, recordsOf, startBed, streamed } from './testing/dynamo-bed.ts';
import type { BedTable, DynamoBed, WireItem } from './testing/dynamo-bed.ts';

const HOUR_MS = 60 * 60 * 1000;

/** docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html and the pages API_streams_* of its API reference */
describe('streams', () => {
  let bed: DynamoBed;
  let table: BedTable;

  beforeEach(async () => {
    table = await bed.table(streamed('NEW_AND_OLD_IMAGES'));
  });
  beforeAll(async () => {
    bed = await startBed();
  });
  afterAll(() => bed.stop());

  const put = (pk: string, n: number, tableName = table.name): Promise<unknown> =>
    bed.client.send(new PutItemCommand({ TableName: tableName, Item: { ...keyOf(pk), n: { N: String(n) } } }));
  const remove = (pk: string): Promise<unknown> =>
    bed.client.send(new DeleteItemCommand({ TableName: table.name, Key: keyOf(pk) }));
  const numbers = async (wish?: Parameters<typeof recordsOf>[2]): Promise<readonly unknown[]> =>
    (await recordsOf(bed, table.streamArn, wish)).map(({ dynamodb }) => dynamodb?.NewImage?.['n']?.N);

  it('tells an insert, a change and a removal, each with what was and what is', async () => {
    await put('a', 1);
    await put('a', 2);
    await remove('a');
    const [insert, modify, removal] = await recordsOf(bed, table.streamArn);
    const image = (n: string): WireItem => ({ ...keyOf('a'), n: { N: n } });
    expect(insert).toMatchObject({
      eventName: 'INSERT',
      eventSource: 'aws:dynamodb',
      eventVersion: '1.1',
      awsRegion: 'eu-west-1',
    });
    expect(insert?.dynamodb).toMatchObject({
      Keys: keyOf('a'),
      NewImage: image('1'),
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    });
    expect(insert?.dynamodb?.OldImage).toBeUndefined();
    expect(modify).toMatchObject({ eventName: 'MODIFY', dynamodb: { OldImage: image('1'), NewImage: image('2') } });
    expect(removal).toMatchObject({ eventName: 'REMOVE', dynamodb: { Keys: keyOf('a'), OldImage: image('2') } });
    expect(removal?.dynamodb?.NewImage).toBeUndefined();
    expect(removal?.userIdentity).toBeUndefined();
    expect(new Set([insert?.eventID, modify?.eventID, removal?.eventID]).size).toBe(3);
  });

  it.each([
    ['KEYS_ONLY', [false, false]],
    ['NEW_IMAGE', [true, false]],
    ['OLD_IMAGE', [false, true]],
  ] as const)('shows with %s what the view type says', async (viewType, [showsNew, showsOld]) => {
    const { name, streamArn } = await bed.table(streamed(viewType));
    await put('a', 1, name);
    await put('a', 2, name);
    const [, modify] = await recordsOf(bed, streamArn);
    expect(modify?.dynamodb?.Keys).toEqual(keyOf('a'));
    expect(modify?.dynamodb?.NewImage !== undefined).toBe(showsNew);
    expect(modify?.dynamodb?.OldImage !== undefined).toBe(showsOld);
  });

  it('says nothing of writes that change nothing', async () => {
    await put('a', 1);
    await put('a', 1);
    await remove('nobody');
    const values = { ':n': { N: '1' } };
    await bed.client.send(
      new UpdateItemCommand({
        TableName: table.name,
        Key: keyOf('a'),
        UpdateExpression: 'SET n = :n',
        ExpressionAttributeValues: values,
      }),
    );
    const failing = { ConditionExpression: 'attribute_not_exists(pk)' };
    await bed.client
      .send(new PutItemCommand({ TableName: table.name, Item: keyOf('a'), ...failing }))
      .catch(() => undefined);
    expect(await numbers()).toEqual(['1']);
  });

  it('numbers its records upwards, as numbers and as text', async () => {
    for (let n = 1; n <= 12; n += 1) await put('a', n);
    const sequence = (await recordsOf(bed, table.streamArn)).map(({ dynamodb }) => dynamodb?.SequenceNumber ?? '');
    expect(sequence).toEqual(sequence.toSorted());
    expect(new Set(sequence).size).toBe(12);
    expect(sequence[0]).toMatch(/^\d{21}$/u);
  });

  it('starts where the iterator says', async () => {
    for (const n of [1, 2, 3]) await put('a', n);
    const latest = await iteratorOf(bed, table.streamArn, { type: 'LATEST' });
    const sequenceNumber = (await recordsOf(bed, table.streamArn))[1]?.dynamodb?.SequenceNumber;
    expect(await numbers({ type: 'TRIM_HORIZON' })).toEqual(['1', '2', '3']);
    expect(await numbers({ type: 'AT_SEQUENCE_NUMBER', sequenceNumber })).toEqual(['2', '3']);
    expect(await numbers({ type: 'AFTER_SEQUENCE_NUMBER', sequenceNumber })).toEqual(['3']);
    await put('a', 4);
    const { Records: records, NextShardIterator: next } = await bed.streams.send(
      new GetRecordsCommand({ ShardIterator: latest }),
    );
    expect(records?.map(({ dynamodb }) => dynamodb?.NewImage?.['n']?.N)).toEqual(['4']);
    expect((await bed.streams.send(new GetRecordsCommand({ ShardIterator: next }))).Records).toEqual([]);
  });

  it('gives at most what was asked for, and goes on from there', async () => {
    for (const n of [1, 2, 3]) await put('a', n);
    const iterator = await iteratorOf(bed, table.streamArn, { type: 'TRIM_HORIZON' });
    const first = await bed.streams.send(new GetRecordsCommand({ ShardIterator: iterator, Limit: 2 }));
    const second = await bed.streams.send(new GetRecordsCommand({ ShardIterator: first.NextShardIterator, Limit: 2 }));
    expect([first.Records?.length, second.Records?.length]).toEqual([2, 1]);
    await expect(
      bed.streams.send(new GetRecordsCommand({ ShardIterator: iterator, Limit: 1001 })),
    ).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });

  it('answers at most 1 MB at a time', async () => {
    const text = { S: 'x'.repeat(300_000) };
    for (const n of [1, 2, 3, 4, 5])
      await bed.client.send(new PutItemCommand({ TableName: table.name, Item: { ...keyOf(`${n}`), text } }));
    const iterator = await iteratorOf(bed, table.streamArn, { type: 'TRIM_HORIZON' });
    expect((await bed.streams.send(new GetRecordsCommand({ ShardIterator: iterator }))).Records).toHaveLength(3);
    expect(await recordsOf(bed, table.streamArn)).toHaveLength(5);
  });

  it('wakes up whoever listens, once the change can be read', async () => {
    const heard: Promise<readonly unknown[]>[] = [];
    const stop = bed.cloud.signals.listen(`stream:${table.streamArn}`, () => heard.push(numbers()));
    await put('a', 1);
    await put('a', 1);
    stop();
    expect(await Promise.all(heard)).toEqual([['1']]);
  });

  it('describes itself', async () => {
    const { Streams: streams } = await bed.streams.send(new ListStreamsCommand({ TableName: table.name }));
    expect(streams).toEqual([
      { StreamArn: table.streamArn, TableName: table.name, StreamLabel: table.streamArn.split('/').at(-1) },
    ]);
    const { StreamDescription: description } = await bed.streams.send(
      new DescribeStreamCommand({ StreamArn: table.streamArn }),
    );
    expect(description).toMatchObject({
      StreamStatus: 'ENABLED',
      StreamViewType: 'NEW_AND_OLD_IMAGES',
      TableName: table.name,
    });
    expect(description?.KeySchema).toHaveLength(2);
    expect(description?.Shards?.[0]?.ShardId).toMatch(/^shardId-\d{20}-[0-9a-f]{8}$/u);
  });

  it('refuses streams, shards and positions that do not exist', async () => {
    const wrong = `${table.streamArn}0`;
    await expect(bed.streams.send(new DescribeStreamCommand({ StreamArn: wrong }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await expect(bed.streams.send(new GetRecordsCommand({ ShardIterator: 'nonsense' }))).rejects.toMatchObject({
      name: 'ValidationException',
    });
    const sequenceNumber = '100000000000000000099';
    await expect(
      iteratorOf(bed, table.streamArn, { type: 'AT_SEQUENCE_NUMBER', sequenceNumber }),
    ).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('ends when it is switched off, stays readable, and a second one starts empty', async () => {
    const update = (StreamSpecification: object): Promise<unknown> =>
      bed.client.send(
        new UpdateTableCommand({ TableName: table.name, StreamSpecification: StreamSpecification as never }),
      );
    await put('a', 1);
    await update({ StreamEnabled: false });
    await put('a', 2);
    const iterator = await iteratorOf(bed, table.streamArn, { type: 'TRIM_HORIZON' });
    const answer = await bed.streams.send(new GetRecordsCommand({ ShardIterator: iterator }));
    expect(answer.Records).toHaveLength(1);
    expect(answer.NextShardIterator).toBeUndefined();
    await update({ StreamEnabled: true, StreamViewType: 'KEYS_ONLY' });
    const { Streams: streams } = await bed.streams.send(new ListStreamsCommand({ TableName: table.name }));
    expect(streams).toHaveLength(2);
    await expect(update({ StreamEnabled: true, StreamViewType: 'NEW_IMAGE' })).rejects.toMatchObject({
      name: 'ResourceInUseException',
    });
  });

  it('outlives its table by 24 hours', async () => {
    await put('a', 1);
    await bed.client.send(new DeleteTableCommand({ TableName: table.name }));
    expect(await numbers()).toEqual(['1']);
    await bed.cloud.clock.advance(24 * HOUR_MS);
    await expect(numbers()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('gives an iterator 15 minutes and a record 24 hours', async () => {
    await put('a', 1);
    const sequenceNumber = (await recordsOf(bed, table.streamArn))[0]?.dynamodb?.SequenceNumber;
    const iterator = await iteratorOf(bed, table.streamArn, { type: 'TRIM_HORIZON' });
    await bed.cloud.clock.advance(HOUR_MS / 4 + 1);
    await expect(bed.streams.send(new GetRecordsCommand({ ShardIterator: iterator }))).rejects.toMatchObject({
      name: 'ExpiredIteratorException',
    });
    await bed.cloud.clock.advance(23 * HOUR_MS);
    await put('a', 2);
    await bed.cloud.clock.advance(HOUR_MS);
    expect(await numbers()).toEqual(['2']);
    const late = iteratorOf(bed, table.streamArn, { type: 'AT_SEQUENCE_NUMBER', sequenceNumber });
    await expect(late).rejects.toMatchObject({ name: 'TrimmedDataAccessException' });
  });

  describe('under any writes', () => {
    const stops: (() => void)[] = [];
    afterEach(() => stops.splice(0).forEach((stop) => stop()));

    const write = fc.record({
      kind: fc.constantFrom('put', 'update', 'delete', 'transaction', 'batch'),
      pk: fc.constantFrom('a', 'b', 'c'),
      n: fc.integer({ min: 0, max: 2 }),
    });
    type Write = typeof write extends fc.Arbitrary<infer T> ? T : never;

    const perform = ({ kind, pk, n }: Write, tableName: string): Promise<unknown> => {
      const item = { ...keyOf(pk), n: { N: String(n) } };
      const update = {
        TableName: tableName,
        Key: keyOf(pk),
        UpdateExpression: 'SET n = :n',
        ExpressionAttributeValues: { ':n': { N: String(n) } },
      };
      switch (kind) {
        case 'put':
          return bed.call('PutItem', { TableName: tableName, Item: item });
        case 'update':
          return bed.call('UpdateItem', update);
        case 'delete':
          return bed.call('DeleteItem', { TableName: tableName, Key: keyOf(pk) });
        case 'batch':
          return bed.call('BatchWriteItem', { RequestItems: { [tableName]: [{ PutRequest: { Item: item } }] } });
        default:
          return bed.call('TransactWriteItems', { TransactItems: [{ Update: update }] });
      }
    };

    /** What the write leaves of the item. */
    const after = ({ kind, n }: Write, before: number | undefined): number | undefined => {
      if (kind === 'delete') return undefined;
      return before === n ? before : n;
    };

    it('replays to the table, image by image, each item in its own order', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(write, { maxLength: 25 }), async (writes) => {
          const { name, streamArn } = await bed.table(streamed('NEW_AND_OLD_IMAGES'));
          const model = new Map<string, number>();
          const expected: unknown[] = [];
          for (const step of writes) {
            const before = model.get(step.pk);
            const now = after(step, before);
            if (now === undefined) model.delete(step.pk);
            else model.set(step.pk, now);
            if (before !== now) expected.push({ pk: step.pk, before, now });
            await perform(step, name);
          }
          const numberOf = (image: WireItem | undefined): number | undefined =>
            image === undefined ? undefined : Number(image['n']?.N);
          const records = await recordsOf(bed, streamArn);
          const seen = records.map(({ dynamodb }) => ({
            pk: dynamodb?.Keys?.['pk']?.S,
            before: numberOf(dynamodb?.OldImage),
            now: numberOf(dynamodb?.NewImage),
          }));
          expect(seen).toEqual(expected);
        }),
        { numRuns: 40 },
      );
    });

    it('chains the images of each item when writes run at the same time', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(write, { minLength: 10, maxLength: 40 }), async (writes) => {
          const { name, streamArn } = await bed.table(streamed('NEW_AND_OLD_IMAGES'));
          await Promise.allSettled(writes.map((step) => perform(step, name)));
          const last = new Map<string, WireItem | undefined>();
          for (const { dynamodb } of await recordsOf(bed, streamArn)) {
            const pk = dynamodb?.Keys?.['pk']?.S ?? '';
            expect(dynamodb?.OldImage).toEqual(last.get(pk));
            last.set(pk, dynamodb?.NewImage);
          }
          for (const [pk, image] of last) {
            const stored = await bed.call('GetItem', { TableName: name, Key: keyOf(pk) });
            expect(stored['Item']).toEqual(image);
          }
        }),
        { numRuns: 20 },
      );
    });
  });
});
