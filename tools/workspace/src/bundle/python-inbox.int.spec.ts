import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  ScanCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, inject, it } from 'vitest';
import { noPython } from '../contracts/python-judge.test-data.ts';

const LIBRARY = resolve(import.meta.dirname, '../../../../libs/python');
const client = new DynamoDBClient({ endpoint: inject('awsEndpoint') });

/** Adds 1 to each of so many rows for one event, and to a row that all events share, and tells the outcome. */
const APPLY = `
import sys
from tidings import DynamoDB, Inbox
table, event_id, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
def addition(key):
    return {"Update": {"TableName": table, "Key": {"pk": key, "sk": "sum"}, "UpdateExpression": "ADD amount :one",
        "ExpressionAttributeValues": {":one": 1}}}
actions = [addition("shared"), *(addition(f"{event_id}#{index}") for index in range(count))]
print(Inbox(DynamoDB(), table_name=table, consumer="sales").apply(event_id, actions))
`;

async function makeTable(): Promise<string> {
  const tableName = `spec-${crypto.randomUUID()}`;
  await client.send(
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
    }),
  );
  await waitUntilTableExists({ client, minDelay: 0.05, maxDelay: 1, maxWaitTime: 10 }, { TableName: tableName });
  return tableName;
}

async function apply(tableName: string, eventId: string, count: number): Promise<string> {
  const env = { ...process.env, PYTHONPATH: LIBRARY, PYTHONDONTWRITEBYTECODE: '1' };
  const { stdout } = await promisify(execFile)('python3', ['-c', APPLY, tableName, eventId, String(count)], { env });
  return stdout.trim();
}

async function amountOf(tableName: string, pk: string): Promise<string | undefined> {
  const Key = { pk: { S: pk }, sk: { S: 'sum' } };
  const { Item } = await client.send(new GetItemCommand({ TableName: tableName, Key, ConsistentRead: true }));
  return Item?.['amount']?.N;
}

describe('the inbox of Python consumers, on DynamoDB', () => {
  it('applies an event of several transactions once, and leaves the marks of TypeScript consumers', async (context) => {
    if (noPython !== undefined) return context.skip(noPython);
    const table = await makeTable();
    expect(await apply(table, 'order-1/1', 200)).toBe('applied');
    expect(await apply(table, 'order-1/1', 200)).toBe('already-applied');
    const { Items = [] } = await client.send(new ScanCommand({ TableName: table, ConsistentRead: true }));
    const sums = Items.filter(({ sk }) => sk?.S === 'sum').map(({ amount }) => amount?.N);
    expect(sums).toEqual(Array.from({ length: 201 }, () => '1'));
    const marks = Items.filter(({ kind }) => kind?.S === 'mark').map(({ pk, sk, totalActions }) => [
      pk?.S,
      sk?.S,
      totalActions?.N,
    ]);
    expect(marks).toEqual(['0', '1', '2'].map((chunk) => ['inbox#sales#order-1/1', chunk, '201']));
  });

  it('applies each event once when consumers meet on one row', async (context) => {
    if (noPython !== undefined) return context.skip(noPython);
    const table = await makeTable();
    const events = ['a/1', 'a/1', 'b/1', 'b/1', 'c/1'];
    const outcomes = await Promise.all(events.map((eventId) => apply(table, eventId, 2)));
    expect(outcomes.filter((outcome) => outcome === 'applied')).toHaveLength(3);
    expect(await amountOf(table, 'shared')).toBe('3');
  });
});
