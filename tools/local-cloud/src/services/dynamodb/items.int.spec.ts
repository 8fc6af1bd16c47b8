import { DeleteItemCommand, GetItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
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
      'an item over 400 KB in UTF-8',
      { Item: { ...keyOf('a'), t: { S: 'é'.repeat(205_000) } } },
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
  ])('refuses %s in the words of AWS', async (...[, input, name, words]) => {
    const refused = bed.client.send(new PutItemCommand({ TableName: table.name, ...input } as never));
    await expect(refused).rejects.toMatchObject({ name, message: expect.stringContaining(words) as string });
  });

  it('refuses by name what it does not implement', async () => {
    await expect(bed.call('ExecuteStatement', { Statement: 'SELECT * FROM a' })).rejects.toThrow(
      'does not implement dynamodb:ExecuteStatement',
    );
  });
});
