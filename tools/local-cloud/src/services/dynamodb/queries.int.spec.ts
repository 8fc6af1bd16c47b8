import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keyOf, startBed } from './testing/dynamo-bed.ts';
import type { BedTable, DynamoBed } from './testing/dynamo-bed.ts';

describe('reads of many items', () => {
  let bed: DynamoBed;
  let table: BedTable;

  beforeAll(async () => {
    bed = await startBed();
  });
  beforeEach(async () => {
    table = await bed.table({
      AttributeDefinitions: ['pk', 'sk', 'country'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      GlobalSecondaryIndexes: [
        {
          IndexName: 'by-country',
          KeySchema: [{ AttributeName: 'country', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    });
  });
  afterAll(() => bed.stop());

  const put = (pk: string, sk: string, more: object = {}): Promise<unknown> =>
    bed.client.send(new PutItemCommand({ TableName: table.name, Item: { ...keyOf(pk, sk), ...more } }));

  // docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.html
  it('answers a query in the order of the sort key, page by page, both ways', async () => {
    for (const sk of ['0003', '0001', '0010', '0002', 'snapshot']) await put('stream', sk);
    await put('stream2', '0001');
    const query = async (more: object): Promise<{ readonly keys: readonly unknown[]; readonly last: unknown }> => {
      const answer = await bed.client.send(
        new QueryCommand({
          TableName: table.name,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': { S: 'stream' } },
          ...more,
        }),
      );
      return { keys: (answer.Items ?? []).map((found) => found['sk']?.S), last: answer.LastEvaluatedKey };
    };
    expect((await query({})).keys).toEqual(['0001', '0002', '0003', '0010', 'snapshot']);
    expect((await query({ ScanIndexForward: false, Limit: 1 })).keys).toEqual(['snapshot']);
    const after = {
      KeyConditionExpression: 'pk = :pk AND sk > :sk',
      ExpressionAttributeValues: { ':pk': { S: 'stream' }, ':sk': { S: '0002' } },
    };
    expect((await query({ ...after, Limit: 2 })).keys).toEqual(['0003', '0010']);
    const first = await query({ Limit: 2 });
    expect((await query({ Limit: 2, ExclusiveStartKey: first.last })).keys).toEqual(['0003', '0010']);
    const back = await query({ Limit: 2, ScanIndexForward: false });
    expect((await query({ Limit: 9, ScanIndexForward: false, ExclusiveStartKey: back.last })).keys).toEqual([
      '0003',
      '0002',
      '0001',
    ]);
    const prefix = {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
      ExpressionAttributeValues: { ':pk': { S: 'stream' }, ':sk': { S: '00' } },
    };
    expect((await query(prefix)).keys).toHaveLength(4);
    const between = {
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :low AND :high',
      ExpressionAttributeValues: { ':pk': { S: 'stream' }, ':low': { S: '0002' }, ':high': { S: '0010' } },
    };
    expect((await query(between)).keys).toEqual(['0002', '0003', '0010']);
  });

  it('stops a page at 1 MB', async () => {
    for (const sk of ['1', '2', '3', '4']) await put('big', sk, { text: { S: 'x'.repeat(390_000) } });
    const answer = await bed.client.send(
      new QueryCommand({
        TableName: table.name,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: 'big' } },
      }),
    );
    expect(answer.Items).toHaveLength(3);
    expect(answer.LastEvaluatedKey).toEqual(keyOf('big', '3'));
  });

  // docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html
  it('keeps a global secondary index in step', async () => {
    await put('a', '1', { country: { S: 'GB' } });
    await put('b', '1', { country: { S: 'GB' } });
    await put('c', '1');
    await put('b', '1', { country: { S: 'FR' } });
    const query = new QueryCommand({
      TableName: table.name,
      IndexName: 'by-country',
      KeyConditionExpression: 'country = :c',
      ExpressionAttributeValues: { ':c': { S: 'GB' } },
    });
    expect((await bed.client.send(query)).Items).toEqual([{ ...keyOf('a'), country: { S: 'GB' } }]);
    await bed.client.send(new DeleteItemCommand({ TableName: table.name, Key: keyOf('a') }));
    expect((await bed.client.send(query)).Items).toEqual([]);
  });

  it('scans each item once, in segments and by filter', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `item-${index}`);
    await Promise.all(names.map((name) => put(name, '1')));
    const scan = async (more: object): Promise<readonly (string | undefined)[]> => {
      const { Items: items } = await bed.client.send(new ScanCommand({ TableName: table.name, ...more }));
      return (items ?? []).map((item) => item['pk']?.S);
    };
    const halves = await Promise.all([0, 1].map((Segment) => scan({ Segment, TotalSegments: 2 })));
    expect(halves.flat()).toHaveLength(names.length);
    expect(new Set(halves.flat())).toEqual(new Set(names));
    const filter = { FilterExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': { S: 'item-7' } } };
    expect(await scan(filter)).toEqual(['item-7']);
  });

  it('writes and reads batches', async () => {
    const requests = ['a', 'b'].map((pk) => ({ PutRequest: { Item: keyOf(pk) } }));
    const written = await bed.client.send(new BatchWriteItemCommand({ RequestItems: { [table.name]: requests } }));
    expect(written.UnprocessedItems).toEqual({});
    const keys = ['a', 'b', 'c'].map((pk) => keyOf(pk));
    const read = await bed.client.send(new BatchGetItemCommand({ RequestItems: { [table.name]: { Keys: keys } } }));
    expect(read.Responses?.[table.name]).toHaveLength(2);
  });
});
