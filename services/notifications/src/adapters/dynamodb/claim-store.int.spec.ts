import { randomUUID } from 'node:crypto';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { makeTestTable, recordInputs } from '@tidings/event-store/testing';
import { describe, expect, it } from 'vitest';
import { ClaimChangedError } from '../../application/ports.ts';
import { claiming, describeClaimStore } from '../claim-store.contract.ts';
import { makeDynamoClaimStore } from './claim-store.ts';

const table = await makeTestTable();

describeClaimStore('on DynamoDB', () => ({
  store: makeDynamoClaimStore(table),
  commitsOf: async (emailId) => {
    const query = new QueryCommand({
      TableName: table.tableName,
      KeyConditionExpression: 'pk = :stream',
      ExpressionAttributeValues: { ':stream': `email-${emailId}` },
    });
    return (await table.client.send(query)).Count ?? 0;
  },
}));

describe('a claim on DynamoDB', () => {
  it('is kept for 120 days from the event that led to it', async () => {
    const emailId = randomUUID();
    await makeDynamoClaimStore(table).replace(claiming(emailId, 'a'));
    const key = { pk: `claim#${emailId}`, sk: 'claim' };
    const { Item: item } = await table.client.send(new GetCommand({ TableName: table.tableName, Key: key }));
    expect(item).toMatchObject({ kind: 'claim', expiresAt: Date.parse('2026-05-05T12:00:00.000Z') / 1000 });
  });

  it('is read consistently', async () => {
    const own = await makeTestTable();
    const inputs = recordInputs(own);
    await makeDynamoClaimStore(own).read(randomUUID());
    expect(inputs).toMatchObject([{ ConsistentRead: true }]);
  });

  const cancelled = (code: string): Error =>
    new TransactionCanceledException({ message: code, $metadata: {}, CancellationReasons: [{ Code: code }] });

  it.each([
    ['a transaction of somebody else', cancelled('TransactionConflict'), ClaimChangedError],
    [
      'a write of somebody else',
      Object.assign(new Error(), { name: 'TransactionConflictException' }),
      ClaimChangedError,
    ],
    ['throttling', cancelled('ThrottlingError'), TransactionCanceledException],
  ])('fails by %s, and says whether somebody else has it', async (_, error, expected) => {
    const own = await makeTestTable();
    own.client.middlewareStack.add(() => () => Promise.reject(error), { step: 'initialize' });
    await expect(makeDynamoClaimStore(own).replace(claiming(randomUUID(), 'a'))).rejects.toThrow(expected);
  });
});
