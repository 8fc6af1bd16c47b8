import { GetItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import type { TransactWriteItem, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keyOf, startBed, streamed } from './testing/dynamo-bed.ts';
import type { BedTable, DynamoBed, WireItem } from './testing/dynamo-bed.ts';

const TEN_MINUTES_MS = 10 * 60 * 1000;

/** docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html and .../developerguide/transaction-apis.html */
describe('a transaction with a client request token', () => {
  let bed: DynamoBed;
  let table: BedTable;

  beforeAll(async () => {
    bed = await startBed();
  });
  beforeEach(async () => {
    table = await bed.table(streamed('NEW_AND_OLD_IMAGES'));
  });
  afterAll(() => bed.stop());

  const transact = (items: readonly TransactWriteItem[], more: object = {}): Promise<unknown> =>
    bed.client.send(new TransactWriteItemsCommand({ TransactItems: [...items], ...more }));
  const put = (pk: string, more: object = {}): TransactWriteItem => ({
    Put: { TableName: table.name, Item: keyOf(pk), ...more },
  });
  const add = (pk: string, more: object = {}): TransactWriteItem => ({
    Update: {
      TableName: table.name,
      Key: keyOf(pk),
      UpdateExpression: 'ADD n :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
      ...more,
    },
  });
  const item = async (pk: string): Promise<WireItem | undefined> =>
    (await bed.client.send(new GetItemCommand({ TableName: table.name, Key: keyOf(pk) }))).Item;
  const cancelled = async (work: Promise<unknown>): Promise<TransactionCanceledException> => {
    const error: unknown = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ name: 'TransactionCanceledException' });
    return error as TransactionCanceledException;
  };

  it('is carried out once, however often it is sent', async () => {
    const token = { ClientRequestToken: 'token-once' };
    for (const _ of [1, 2, 3]) await transact([add('counter')], token);
    expect(await item('counter')).toMatchObject({ n: { N: '1' } });
  });

  it('is refused when the token comes with other actions', async () => {
    const token = { ClientRequestToken: 'token-mismatch' };
    await transact([add('counter')], token);
    await expect(transact([add('other')], token)).rejects.toMatchObject({
      name: 'IdempotentParameterMismatchException',
    });
  });

  it('is a new one after ten minutes', async () => {
    const token = { ClientRequestToken: 'token-expires' };
    await transact([add('counter')], token);
    await bed.cloud.clock.advance(TEN_MINUTES_MS + 1);
    await transact([add('counter')], token);
    expect(await item('counter')).toMatchObject({ n: { N: '2' } });
  });

  it('is tried again when it was cancelled', async () => {
    const token = { ClientRequestToken: 'token-cancelled' };
    const second = add('a', { ConditionExpression: 'attribute_exists(pk)' });
    await cancelled(transact([second], token));
    await transact([put('a')]);
    await transact([second], token);
    expect(await item('a')).toMatchObject({ n: { N: '1' } });
  });
});
