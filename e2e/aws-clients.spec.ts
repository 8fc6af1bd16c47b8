import { randomUUID } from 'node:crypto';
import { DynamoDBClient, ListTablesCommand, ScanCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand, TestEventPatternCommand } from '@aws-sdk/client-eventbridge';
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openShop, type Shop } from './support/shop.ts';

describe('any AWS SDK, pointed at the one port', () => {
  const opened: { shop: Shop } = { shop: {} as Shop };
  beforeAll(async () => {
    opened.shop = await openShop();
  });
  afterAll(() => opened.shop.close());

  const configuration = (): {
    endpoint: string;
    region: string;
    credentials: { accessKeyId: string; secretAccessKey: string };
  } => ({
    endpoint: opened.shop.cloud.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
  });

  it('lists the tables of the templates', async () => {
    const { TableNames: names = [] } = await new DynamoDBClient(configuration()).send(new ListTablesCommand({}));
    expect(names.length).toBeGreaterThanOrEqual(4);
    expect(names).toContain(opened.shop.physicalId('orders', 'Orders', 'AWS::DynamoDB::Table'));
  });

  it('puts an event and reads a queue', async () => {
    const events = new EventBridgeClient(configuration());
    const entry = { Source: 'orders', DetailType: 'Something', Detail: '{}', EventBusName: 'tidings-default' };
    expect(await events.send(new PutEventsCommand({ Entries: [entry] }))).toMatchObject({ FailedEntryCount: 0 });
    const sqs = new SQSClient(configuration());
    const { QueueUrl: url } = await sqs.send(new CreateQueueCommand({ QueueName: 'mine' }));
    await sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'hello' }));
    const { Messages: messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: url, WaitTimeSeconds: 1 }));
    expect(messages).toMatchObject([{ Body: 'hello' }]);
  });

  it('tests a pattern', async () => {
    const event = {
      id: '1',
      account: '000000000000',
      source: 'orders',
      time: '2026-01-01T00:00:00Z',
      region: 'eu-west-1',
      resources: [],
      'detail-type': 'OrderPlaced',
      detail: { data: { currency: 'GBP' } },
    };
    const pattern = { source: ['orders'], detail: { data: { currency: [{ 'anything-but': ['EUR'] }] } } };
    const command = new TestEventPatternCommand({
      Event: JSON.stringify(event),
      EventPattern: JSON.stringify(pattern),
    });
    expect(await new EventBridgeClient(configuration()).send(command)).toMatchObject({ Result: true });
  });

  it('runs a transaction, and is told which condition failed', async () => {
    const client = new DynamoDBClient(configuration());
    const table = opened.shop.physicalId('analytics', 'Sales', 'AWS::DynamoDB::Table');
    const id = randomUUID();
    const put = {
      TableName: table,
      Item: { pk: { S: id }, sk: { S: 'a' } },
      ConditionExpression: 'attribute_not_exists(pk)',
    };
    const transaction = new TransactWriteItemsCommand({ TransactItems: [{ Put: put }] });
    await client.send(transaction);
    await expect(client.send(new TransactWriteItemsCommand({ TransactItems: [{ Put: put }] }))).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'ConditionalCheckFailed' }],
    });
    const { Count: count } = await client.send(
      new ScanCommand({
        TableName: table,
        FilterExpression: 'pk = :id',
        ExpressionAttributeValues: { ':id': { S: id } },
      }),
    );
    expect(count).toBe(1);
  });

  it('lists and invokes functions', async () => {
    const client = new LambdaClient(configuration());
    const { Functions: functions = [] } = await client.send(new ListFunctionsCommand({}));
    const getOrder = functions.find(
      ({ FunctionName: name }) => name === opened.shop.physicalId('orders', 'ApiGetOrder', 'AWS::Lambda::Function'),
    );
    expect(getOrder).toMatchObject({ Handler: 'index.handler', Runtime: 'nodejs24.x' });
    const answer = await client.send(new InvokeCommand({ FunctionName: getOrder?.FunctionName, Payload: '{}' }));
    expect(answer.StatusCode).toBe(200);
  });
});
