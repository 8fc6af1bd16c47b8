import { BatchWriteItemCommand, DeleteItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keyOf, startBed, streamed } from './testing/dynamo-bed.ts';
import type { BedTable, DynamoBed } from './testing/dynamo-bed.ts';
import { transactionCalls } from './testing/transaction-calls.ts';

/** docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html and .../developerguide/transaction-apis.html */
describe('transactions at the same time', () => {
  let bed: DynamoBed;
  let table: BedTable;

  beforeAll(async () => {
    bed = await startBed();
  });
  beforeEach(async () => {
    table = await bed.table(streamed('NEW_AND_OLD_IMAGES'));
  });
  afterAll(() => bed.stop());

  const { transact, put, once, add, item, cancelled } = transactionCalls(() => ({ bed, table }));

  /** Starts a transaction that holds the item, and does not wait for it. */
  const begin = (pk: string): Promise<unknown> =>
    bed.call('TransactWriteItems', { TransactItems: [{ Put: { TableName: table.name, Item: keyOf(pk) } }] });

  it('refuses a plain write of an item that a transaction holds', async () => {
    const running = begin('a');
    const conflict = { code: 'TransactionConflictException', message: 'Transaction is ongoing for the item' };
    await expect(bed.call('PutItem', { TableName: table.name, Item: keyOf('a') })).rejects.toMatchObject(conflict);
    await running;
    for (const operation of ['UpdateItem', 'DeleteItem']) {
      const again = begin('a');
      await expect(bed.call(operation, { TableName: table.name, Key: keyOf('a') })).rejects.toMatchObject(conflict);
      await again;
    }
    await expect(bed.call('PutItem', { TableName: table.name, Item: keyOf('a') })).resolves.toBeDefined();
  });

  it('refuses a second transaction and says which item it was', async () => {
    const running = begin('a');
    const second = bed.call('TransactWriteItems', {
      TransactItems: ['b', 'a'].map((pk) => ({ Put: { TableName: table.name, Item: keyOf(pk) } })),
    });
    await expect(second).rejects.toMatchObject({
      code: 'TransactionCanceledException',
      fields: {
        CancellationReasons: [
          { Code: 'None' },
          { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' },
        ],
      },
    });
    await running;
    expect(await item('b')).toBeUndefined();
  });

  it('refuses a transaction that reads the item, and lets plain reads see what was', async () => {
    const running = begin('a');
    const reads = bed.call('TransactGetItems', {
      TransactItems: [{ Get: { TableName: table.name, Key: keyOf('a') } }],
    });
    await expect(reads).rejects.toMatchObject({ fields: { CancellationReasons: [{ Code: 'TransactionConflict' }] } });
    await expect(bed.call('GetItem', { TableName: table.name, Key: keyOf('a') })).resolves.not.toHaveProperty('Item');
    await running;
  });

  it('gives a batch its item back', async () => {
    const running = begin('a');
    const requests = ['a', 'b'].map((pk) => ({ PutRequest: { Item: keyOf(pk) } }));
    const batch = await bed.call('BatchWriteItem', { RequestItems: { [table.name]: requests } });
    expect(batch).toMatchObject({ UnprocessedItems: { [table.name]: [requests[0]] } });
    await running;
    const retry = new BatchWriteItemCommand({ RequestItems: batch['UnprocessedItems'] as never });
    expect((await bed.client.send(retry)).UnprocessedItems).toEqual({});
  });

  it('lets transactions on other items through', async () => {
    await expect(Promise.all([begin('a'), begin('b')])).resolves.toHaveLength(2);
  });

  it('frees the items of a transaction that was cancelled', async () => {
    await transact([put('a')]);
    await cancelled(transact([once('a'), add('b')]));
    await bed.client.send(new DeleteItemCommand({ TableName: table.name, Key: keyOf('a') }));
    await bed.client.send(new PutItemCommand({ TableName: table.name, Item: keyOf('b') }));
  });

  it('loses no money when many transfer it at once and try again', async () => {
    const accounts = ['a', 'b', 'c', 'd'];
    await transact(accounts.map((pk) => put(pk, { Item: { ...keyOf(pk), n: { N: '100' } } })));
    const move = (pk: string, by: string): TransactWriteItem =>
      add(pk, { ExpressionAttributeValues: { ':one': { N: by } } });
    const transfer = async (from: string, to: string): Promise<number> => {
      for (let conflicts = 0; ; conflicts += 1) {
        const error: unknown = await transact([move(from, '-5'), move(to, '5')]).then(
          () => undefined,
          (reason: unknown) => reason,
        );
        if (error === undefined) return conflicts;
        expect(error).toMatchObject({ name: 'TransactionCanceledException' });
      }
    };
    const pairs = Array.from(
      { length: 60 },
      (_, index) => [accounts[index % 4] ?? '', accounts[(index * 3 + 1) % 4] ?? ''] as const,
    );
    const conflicts = await Promise.all(
      pairs.filter(([from, to]) => from !== to).map(([from, to]) => transfer(from, to)),
    );
    const balances = await Promise.all(accounts.map(async (pk) => Number((await item(pk))?.['n']?.N)));
    expect(balances.reduce((sum, balance) => sum + balance, 0)).toBe(400);
    expect(Math.max(...conflicts)).toBeGreaterThan(0);
  });

  it('keeps a counter right under plain updates and transactions together', async () => {
    const plain = async (): Promise<boolean> =>
      bed.client
        .send(
          new UpdateItemCommand({
            TableName: table.name,
            Key: keyOf('n'),
            UpdateExpression: 'ADD n :one',
            ExpressionAttributeValues: { ':one': { N: '1' } },
          }),
        )
        .then(() => true)
        .catch(() => false);
    const inTransaction = async (): Promise<boolean> =>
      transact([add('n')])
        .then(() => true)
        .catch(() => false);
    const outcomes = await Promise.all(
      Array.from({ length: 60 }, (_, index) => (index % 2 === 0 ? plain() : inTransaction())),
    );
    expect((await item('n'))?.['n']?.N).toBe(String(outcomes.filter(Boolean).length));
  });
});
