import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keyOf, startBed } from './testing/dynamo-bed.ts';
import type { BedTable, DynamoBed } from './testing/dynamo-bed.ts';

describe('items', () => {
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

  // docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ConditionExpressions.html
  describe('conditions', () => {
    const once = (more: object = {}): PutItemCommand =>
      new PutItemCommand({
        TableName: table.name,
        Item: { ...keyOf('a'), n: { N: '1' } },
        ConditionExpression: 'attribute_not_exists(pk)',
        ...more,
      });

    it('lets the first of two equal commits through', async () => {
      await bed.client.send(once());
      await expect(bed.client.send(once())).rejects.toMatchObject({
        name: 'ConditionalCheckFailedException',
        message: 'The conditional request failed',
        $metadata: { httpStatusCode: 400 },
      });
    });

    it('lets exactly one of many at the same time through', async () => {
      const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => bed.client.send(once())));
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });

    it('shows the item that failed the condition only to who asks for it', async () => {
      await bed.client.send(once());
      const silent = await bed.client.send(once()).catch((error: unknown) => error);
      expect(silent).toMatchObject({ name: 'ConditionalCheckFailedException', Item: undefined });
      const item = { ...keyOf('a'), n: { N: '1' } };
      await expect(bed.client.send(once({ ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }))).rejects.toMatchObject({
        Item: item,
      });
      const update = new UpdateItemCommand({
        TableName: table.name,
        Key: keyOf('a'),
        UpdateExpression: 'ADD n :one',
        ConditionExpression: 'n > :one',
        ExpressionAttributeValues: { ':one': { N: '1' } },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      await expect(bed.client.send(update)).rejects.toMatchObject({
        name: 'ConditionalCheckFailedException',
        Item: item,
      });
      const remove = new DeleteItemCommand({
        TableName: table.name,
        Key: keyOf('a'),
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      await expect(bed.client.send(remove)).rejects.toMatchObject({ Item: item });
    });

    it('shows nothing when there is no item', async () => {
      const remove = new DeleteItemCommand({
        TableName: table.name,
        Key: keyOf('nobody'),
        ConditionExpression: 'attribute_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      await expect(bed.client.send(remove)).rejects.toMatchObject({
        name: 'ConditionalCheckFailedException',
        Item: undefined,
      });
    });

    it('refuses another wish for the item', async () => {
      await expect(bed.client.send(once({ ReturnValuesOnConditionCheckFailure: 'SOME' }))).rejects.toMatchObject({
        name: 'ValidationException',
        message: expect.stringContaining('[ALL_OLD, NONE]') as string,
      });
    });
  });

  // docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html
  it('changes an item in place and says what it was and is', async () => {
    await put('a', '1', { n: { N: '1' }, tags: { SS: ['x'] } });
    const update = new UpdateItemCommand({
      TableName: table.name,
      Key: keyOf('a'),
      UpdateExpression: 'SET #n = #n + :one, l = list_append(if_not_exists(l, :none), :some) ADD tags :tag REMOVE gone',
      ExpressionAttributeNames: { '#n': 'n' },
      ExpressionAttributeValues: {
        ':one': { N: '1' },
        ':none': { L: [] },
        ':some': { L: [{ S: 's' }] },
        ':tag': { SS: ['y'] },
      },
      ReturnValues: 'ALL_NEW',
    });
    const { Attributes: attributes } = await bed.client.send(update);
    expect(attributes).toEqual({ ...keyOf('a'), n: { N: '2' }, l: { L: [{ S: 's' }] }, tags: { SS: ['x', 'y'] } });
    const { Item: item } = await bed.client.send(
      new GetItemCommand({ TableName: table.name, Key: keyOf('a'), ConsistentRead: true }),
    );
    expect(item).toEqual(attributes);
  });

  it('leaves what earlier reads answered as it was', async () => {
    await put('a', '1', { n: { N: '1' } });
    const read = (): Promise<unknown> => bed.call('GetItem', { TableName: table.name, Key: keyOf('a') });
    const before = await read();
    const copy = structuredClone(before);
    const values = { ':one': { N: '1' } };
    await bed.call('UpdateItem', {
      TableName: table.name,
      Key: keyOf('a'),
      UpdateExpression: 'ADD n :one',
      ExpressionAttributeValues: values,
    });
    expect(before).toEqual(copy);
    expect(await read()).not.toEqual(copy);
  });

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
    expect(halves.flat().toSorted()).toEqual(names.toSorted());
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

  it('takes the table by its ARN', async () => {
    await bed.client.send(new PutItemCommand({ TableName: table.arn, Item: keyOf('a') }));
    expect((await bed.client.send(new GetItemCommand({ TableName: table.name, Key: keyOf('a') }))).Item).toEqual(
      keyOf('a'),
    );
  });

  // docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html and .../Programming.Errors.html
  it.each([
    [
      'an unknown table',
      { TableName: 'nowhere', Item: keyOf('a') },
      'ResourceNotFoundException',
      'Requested resource not found',
    ],
    ['a missing key', { Item: { pk: { S: 'a' } } }, 'ValidationException', 'Missing the key sk in the item'],
    [
      'a key of the wrong type',
      { Item: { pk: { N: '1' }, sk: { S: '1' } } },
      'ValidationException',
      'Type mismatch for key pk expected: S actual: N',
    ],
    ['an empty key', { Item: keyOf('') }, 'ValidationException', 'cannot contain an empty string value'],
    [
      'an item over 400 KB',
      { Item: { ...keyOf('a'), t: { S: 'x'.repeat(410_000) } } },
      'ValidationException',
      'Item size has exceeded the maximum allowed size',
    ],
    [
      'a reserved word',
      { Item: keyOf('a'), ConditionExpression: 'attribute_exists(status)' },
      'ValidationException',
      'reserved keyword: status',
    ],
    [
      'a broken expression',
      { Item: keyOf('a'), ConditionExpression: 'pk ==' },
      'ValidationException',
      'Invalid ConditionExpression: Syntax error',
    ],
  ])('refuses %s in the words of AWS', async (_what, input, name, words) => {
    const refused = bed.client.send(new PutItemCommand({ TableName: table.name, ...input } as never));
    await expect(refused).rejects.toMatchObject({ name, message: expect.stringContaining(words) as string });
  });

  it('refuses by name what it does not implement', async () => {
    await expect(bed.call('ExecuteStatement', { Statement: 'SELECT * FROM a' })).rejects.toThrow(
      'does not implement dynamodb:ExecuteStatement',
    );
  });
});
