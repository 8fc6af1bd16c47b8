import {
  BatchGetItemCommand,
  DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PolicyStatement } from '../../core/policy.ts';
import { keyOf, startBed } from './testing/dynamo-bed.ts';
import type { BedTable, DynamoBed } from './testing/dynamo-bed.ts';

const ROLE = 'arn:aws:iam::000000000000:role/writer';

/** docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html and .../service-authorization/latest/reference/list_amazondynamodb.html */
describe('permissions', () => {
  let bed: DynamoBed;
  let table: BedTable;

  /** A client of the role, allowed these actions on the resource. */
  const clientOf = (
    actions: readonly string[],
    resource: string,
    Condition?: PolicyStatement['Condition'],
  ): DynamoDBClient => {
    const { roles } = bed.cloud;
    roles.create(ROLE, {
      Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } },
    });
    roles.attach(ROLE, 'policy', {
      Statement: {
        Effect: 'Allow',
        Action: actions.map((action) => `dynamodb:${action}`),
        Resource: resource,
        ...(Condition === undefined ? {} : { Condition }),
      },
    });
    const credentials = roles.issue(ROLE, 'place-order');
    return new DynamoDBClient({ endpoint: bed.cloud.url, region: bed.cloud.region, credentials, maxAttempts: 1 });
  };

  beforeAll(async () => {
    bed = await startBed();
    table = await bed.table({
      AttributeDefinitions: ['pk', 'sk', 'city'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      GlobalSecondaryIndexes: [
        {
          IndexName: 'by-city',
          KeySchema: [{ AttributeName: 'city', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    });
  });
  afterAll(() => bed.stop());

  const item = (kind: 'Put' | 'Update' | 'Delete' | 'ConditionCheck'): TransactWriteItem => {
    const target = { TableName: table.name };
    const key = { ...target, Key: keyOf(kind) };
    switch (kind) {
      case 'Put':
        return { Put: { ...target, Item: keyOf(kind) } };
      case 'Update':
        return { Update: { ...key, UpdateExpression: 'SET n = :n', ExpressionAttributeValues: { ':n': { N: '1' } } } };
      case 'Delete':
        return { Delete: key };
      case 'ConditionCheck':
        return { ConditionCheck: { ...key, ConditionExpression: 'attribute_not_exists(pk)' } };
    }
  };

  it.each([
    ['Put', 'PutItem'],
    ['Update', 'UpdateItem'],
    ['Delete', 'DeleteItem'],
    ['ConditionCheck', 'ConditionCheckItem'],
  ] as const)('a %s in a transaction needs %s, and no permission for transactions', async (kind, action) => {
    const all = ['PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'];
    const transaction = new TransactWriteItemsCommand({ TransactItems: [item(kind)] });
    await clientOf([action], table.arn).send(transaction);
    const others = clientOf([...all.filter((other) => other !== action), 'TransactWriteItems'], table.arn).send(
      transaction,
    );
    await expect(others).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: `User: arn:aws:sts::000000000000:assumed-role/writer/place-order is not authorized to perform: dynamodb:${action} on resource: ${table.arn} because no identity-based policy allows the dynamodb:${action} action`,
    });
  });

  it('a transaction that reads needs GetItem', async () => {
    const transaction = new TransactGetItemsCommand({
      TransactItems: [{ Get: { TableName: table.name, Key: keyOf('a') } }],
    });
    await clientOf(['GetItem'], table.arn).send(transaction);
    await expect(clientOf(['Query'], table.arn).send(transaction)).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
  });

  it('an index is a resource of its own', async () => {
    const query = new QueryCommand({
      TableName: table.name,
      IndexName: 'by-city',
      KeyConditionExpression: 'city = :c',
      ExpressionAttributeValues: { ':c': { S: 'York' } },
    });
    await expect(clientOf(['Query'], table.arn).send(query)).rejects.toThrow(`on resource: ${table.arn}/index/by-city`);
    await clientOf(['Query'], `${table.arn}/index/*`).send(query);
  });

  // docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
  it('can be limited to items by their partition keys', async () => {
    const condition = { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['mine'] } };
    const actions = ['GetItem', 'PutItem', 'Query', 'BatchGetItem'];
    const client = clientOf(actions, table.arn, condition);
    const get = (pk: string): GetItemCommand => new GetItemCommand({ TableName: table.name, Key: keyOf(pk) });
    const query = (pk: string): QueryCommand =>
      new QueryCommand({
        TableName: table.name,
        KeyConditionExpression: 'sk = :sk AND #p = :pk',
        ExpressionAttributeNames: { '#p': 'pk' },
        ExpressionAttributeValues: { ':pk': { S: pk }, ':sk': { S: 'mine' } },
      });
    const batch = (...keys: readonly string[]): BatchGetItemCommand =>
      new BatchGetItemCommand({ RequestItems: { [table.name]: { Keys: keys.map((pk) => keyOf(pk)) } } });
    const transaction = (...keys: readonly string[]): TransactWriteItemsCommand =>
      new TransactWriteItemsCommand({
        TransactItems: keys.map((pk) => ({ Put: { TableName: table.name, Item: keyOf(pk) } })),
      });
    await client.send(get('mine'));
    await client.send(query('mine'));
    await client.send(batch('mine'));
    await client.send(transaction('mine'));
    const denied = { name: 'AccessDeniedException' };
    await expect(client.send(get('yours'))).rejects.toMatchObject(denied);
    await expect(client.send(query('yours'))).rejects.toMatchObject(denied);
    await expect(client.send(batch('mine', 'yours'))).rejects.toMatchObject(denied);
    await expect(client.send(transaction('mine', 'yours'))).rejects.toMatchObject(denied);
  });

  it('a permission on one table says nothing of another', async () => {
    const other = await bed.table();
    const get = new GetItemCommand({ TableName: other.name, Key: keyOf('a') });
    await expect(clientOf(['GetItem'], table.arn).send(get)).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await clientOf(['GetItem'], other.arn).send(get);
  });
});
