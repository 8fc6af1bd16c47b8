import {
  CreateTableCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';

export const TABLE = 'bench-orders';

/** Commits per stream that the query reads. */
const COMMITS_PER_STREAM = 10;
const READ_STREAMS = 20;

export type OperationName = 'put' | 'get' | 'query' | 'transaction';

/** One request of a kind; `at` counts requests, so that no two puts meet. */
export type Request = (client: DynamoDBClient, at: number) => Promise<unknown>;

const sortKey = (position: number): string => String(position).padStart(10, '0');

const EVENT: AttributeValue = {
  M: {
    type: { S: 'OrderPlaced' },
    version: { N: '1' },
    data: {
      M: {
        customerId: { S: 'customer-17850' },
        country: { S: 'GB' },
        totalMinor: { N: '13912' },
        lines: {
          L: [1, 2, 3].map((line) => ({
            M: {
              sku: { S: `8512${line}A` },
              description: { S: 'WHITE HANGING HEART T-LIGHT HOLDER' },
              quantity: { N: '6' },
              unitPriceMinor: { N: '255' },
            },
          })),
        },
      },
    },
  },
};

/** A commit as the event store writes it, about 1 KB. */
export const commit = (stream: string, position: number): Record<string, AttributeValue> => ({
  pk: { S: stream },
  sk: { S: sortKey(position) },
  kind: { S: 'commit' },
  events: { L: [EVENT] },
  occurredAt: { S: '2026-01-01T00:00:00.000Z' },
  correlationId: { S: '7d444840-9dc0-11d1-b245-5ffdce74fad2' },
  causationId: { S: '7d444840-9dc0-11d1-b245-5ffdce74fad2' },
  traceparent: { S: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' },
  hops: { N: '0' },
});

export const createTable = (streamed: boolean): CreateTableCommand =>
  new CreateTableCommand({
    TableName: TABLE,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
    ],
    ...(streamed ? { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' } } : {}),
  });

const readStream = (at: number): string => `order-read-${at % READ_STREAMS}`;

const put: Request = (client, at) =>
  client.send(
    new PutItemCommand({
      TableName: TABLE,
      Item: commit(`order-put-${at}`, 1),
      ConditionExpression: 'attribute_not_exists(pk)',
    }),
  );

const get: Request = (client, at) =>
  client.send(
    new GetItemCommand({
      TableName: TABLE,
      Key: { pk: { S: readStream(at) }, sk: { S: sortKey(1 + (at % COMMITS_PER_STREAM)) } },
      ConsistentRead: true,
    }),
  );

const query: Request = (client, at) =>
  client.send(
    new QueryCommand({
      TableName: TABLE,
      KeyConditionExpression: 'pk = :stream',
      ExpressionAttributeValues: { ':stream': { S: readStream(at) } },
      ConsistentRead: true,
    }),
  );

/** An inbox mark and two changes of a view. */
const transaction: Request = (client, at) =>
  client.send(
    new TransactWriteItemsCommand({
      TransactItems: [
        { Put: { TableName: TABLE, Item: commit(`inbox-${at}`, 1), ConditionExpression: 'attribute_not_exists(pk)' } },
        ...['day', 'country'].map((view) => ({
          Update: {
            TableName: TABLE,
            Key: { pk: { S: `${view}-${at}` }, sk: { S: '2026-01-01' } },
            UpdateExpression: 'ADD orders :one, totalMinor :total',
            ExpressionAttributeValues: { ':one': { N: '1' }, ':total': { N: '13912' } },
          },
        })),
      ],
    }),
  );

export const REQUESTS: Readonly<Record<OperationName, Request>> = { put, get, query, transaction };

/** Writes what the reads read. */
export async function seed(client: DynamoDBClient): Promise<void> {
  for (let stream = 0; stream < READ_STREAMS; stream += 1)
    for (let position = 1; position <= COMMITS_PER_STREAM; position += 1)
      await client.send(new PutItemCommand({ TableName: TABLE, Item: commit(readStream(stream), position) }));
}
