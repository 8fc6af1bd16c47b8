import { DeleteItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';

import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keyOf, recordsOf, startBed, streamed } from './testing/dynamo-bed.ts';
import type { BedTable, DynamoBed, WireItem } from './testing/dynamo-bed.ts';

/** docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html and the pages API_streams_* of its API reference */
describe('what streams record', () => {
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
    const records = await recordsOf(bed, table.streamArn);
    const image = (n: string): WireItem => ({ ...keyOf('a'), n: { N: n } });
    const shown = records.map(({ eventName, dynamodb }) => [eventName, dynamodb?.OldImage, dynamodb?.NewImage]);
    expect(shown).toEqual([
      ['INSERT', undefined, image('1')],
      ['MODIFY', image('1'), image('2')],
      ['REMOVE', image('2'), undefined],
    ]);
    const source = { eventSource: 'aws:dynamodb', eventVersion: '1.1', awsRegion: 'eu-west-1' };
    for (const record of records) {
      expect(record).toMatchObject({
        ...source,
        dynamodb: { Keys: keyOf('a'), StreamViewType: 'NEW_AND_OLD_IMAGES' },
      });
      expect(record.userIdentity).toBeUndefined();
    }
    expect(new Set(records.map(({ eventID }) => eventID)).size).toBe(3);
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
          for (const { dynamodb: change = {} } of await recordsOf(bed, streamArn)) {
            const pk = String(change.Keys?.['pk']?.S);
            expect(change.OldImage).toEqual(last.get(pk));
            last.set(pk, change.NewImage);
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
