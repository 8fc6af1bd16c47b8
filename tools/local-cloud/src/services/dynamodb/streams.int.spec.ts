import { DeleteTableCommand, PutItemCommand, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { DescribeStreamCommand, GetRecordsCommand, ListStreamsCommand } from '@aws-sdk/client-dynamodb-streams';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { iteratorOf, keyOf, recordsOf, startBed, streamed } from './testing/dynamo-bed.ts';
import type { BedTable, DynamoBed } from './testing/dynamo-bed.ts';

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
  const numbers = async (wish?: Parameters<typeof recordsOf>[2]): Promise<readonly unknown[]> =>
    (await recordsOf(bed, table.streamArn, wish)).map(({ dynamodb }) => dynamodb?.NewImage?.['n']?.N);

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
});
