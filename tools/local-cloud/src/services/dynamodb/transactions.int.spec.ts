import {
  BatchWriteItemCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { TransactWriteItem, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keyOf, recordsOf, startBed, streamed } from './testing/dynamo-bed.ts';
import type { BedTable, DynamoBed, WireItem } from './testing/dynamo-bed.ts';

const TEN_MINUTES_MS = 10 * 60 * 1000;

/** docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html and .../developerguide/transaction-apis.html */
describe('transactions', () => {
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
  const once = (pk: string, more: object = {}): TransactWriteItem =>
    put(pk, { ConditionExpression: 'attribute_not_exists(pk)', ...more });
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

  it('does all four kinds of action together', async () => {
    await bed.client.send(new PutItemCommand({ TableName: table.name, Item: keyOf('old') }));
    await bed.client.send(new PutItemCommand({ TableName: table.name, Item: keyOf('checked') }));
    await transact([
      once('new'),
      add('counter'),
      { Delete: { TableName: table.name, Key: keyOf('old'), ConditionExpression: 'attribute_exists(pk)' } },
      { ConditionCheck: { TableName: table.name, Key: keyOf('checked'), ConditionExpression: 'attribute_exists(pk)' } },
    ]);
    expect(await Promise.all(['new', 'counter', 'old', 'checked'].map(item))).toEqual([
      keyOf('new'),
      { ...keyOf('counter'), n: { N: '1' } },
      undefined,
      keyOf('checked'),
    ]);
  });

  it('does nothing at all when one condition fails, and gives each reason in order', async () => {
    await transact([put('taken', { Item: { ...keyOf('taken'), n: { N: '7' } } })]);
    const error = await cancelled(
      transact([
        add('counter'),
        once('taken', { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
        once('other'),
        once('taken2'),
      ]),
    );
    expect(error.message).toBe(
      'Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed, None, None]',
    );
    expect(error.CancellationReasons).toEqual([
      { Code: 'None' },
      {
        Code: 'ConditionalCheckFailed',
        Message: 'The conditional request failed',
        Item: { ...keyOf('taken'), n: { N: '7' } },
      },
      { Code: 'None' },
      { Code: 'None' },
    ]);
    expect(await Promise.all([item('counter'), item('other'), item('taken2')])).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(await recordsOf(bed, table.streamArn)).toHaveLength(1);
  });

  it('calls an update that cannot be made a validation error of its action', async () => {
    await transact([put('a', { Item: { ...keyOf('a'), n: { S: 'text' } } })]);
    const error = await cancelled(transact([once('b'), add('a')]));
    expect(error.CancellationReasons).toEqual([
      { Code: 'None' },
      { Code: 'ValidationError', Message: 'An operand in the update expression has an incorrect data type' },
    ]);
    expect(await item('b')).toBeUndefined();
  });

  it('streams each change of a transaction, and none of what changed nothing', async () => {
    await transact([put('a'), put('b')]);
    await transact([put('a'), add('b'), { Delete: { TableName: table.name, Key: keyOf('nobody') } }]);
    const records = await recordsOf(bed, table.streamArn);
    expect(records.map(({ eventName, dynamodb }) => [eventName, dynamodb?.Keys?.['pk']?.S])).toEqual([
      ['INSERT', 'a'],
      ['INSERT', 'b'],
      ['MODIFY', 'b'],
    ]);
  });

  it.each([
    ['no action', () => [], "'transactItems' failed to satisfy constraint"],
    [
      '101 actions',
      () => Array.from({ length: 101 }, (_, index) => put(`${index}`)),
      'length less than or equal to 100',
    ],
    [
      'two actions on one item',
      () => [put('a'), add('a')],
      'Transaction request cannot include multiple operations on one item',
    ],
    [
      'two kinds in one action',
      () => [{ ...put('a'), ...add('b') }],
      'TransactItems can only contain one of Check, Put, Update or Delete',
    ],
    [
      'more than 4 MB',
      () =>
        Array.from({ length: 11 }, (_, index) =>
          put(`${index}`, { Item: { ...keyOf(`${index}`), t: { S: 'x'.repeat(400_000) } } }),
        ),
      '4 MB',
    ],
  ])('refuses %s', async (_what, items, words) => {
    await expect(transact(items())).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(words) as string,
    });
    expect((await bed.client.send(new ScanCommand({ TableName: table.name }))).Count).toBe(0);
  });

  it('takes 100 actions, in two tables', async () => {
    const other = await bed.table();
    const items = Array.from({ length: 99 }, (_, index) => put(`${index}`));
    await transact([...items, put('0', { TableName: other.name })]);
    expect((await bed.client.send(new ScanCommand({ TableName: table.name }))).Count).toBe(99);
    await expect(transact([put('a'), put('b', { TableName: 'nowhere' })])).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  describe('with a client request token', () => {
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

  // docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling
  describe('at the same time', () => {
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
  });

  // docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html
  it('reads items of one moment, in order, with a gap for what is not there', async () => {
    await transact([put('a', { Item: { ...keyOf('a'), n: { N: '1' }, m: { N: '2' } } })]);
    const get = (pk: string, more: object = {}): object => ({
      Get: { TableName: table.name, Key: keyOf(pk), ...more },
    });
    const answer = await bed.client.send(
      new TransactGetItemsCommand({ TransactItems: [get('a', { ProjectionExpression: 'n' }), get('b')] as never }),
    );
    expect(answer.Responses).toEqual([{ Item: { n: { N: '1' } } }, {}]);
  });

  // docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-capacity-handling
  it('counts twice the units of plain calls', async () => {
    const big = { ...keyOf('a'), t: { S: 'x'.repeat(1500) } };
    const answer = await bed.client.send(
      new TransactWriteItemsCommand({
        TransactItems: [put('a', { Item: big }), add('b')],
        ReturnConsumedCapacity: 'TOTAL',
      }),
    );
    expect(answer.ConsumedCapacity).toEqual([{ TableName: table.name, CapacityUnits: 6, WriteCapacityUnits: 6 }]);
    const plain = await bed.client.send(
      new PutItemCommand({ TableName: table.name, Item: big, ReturnConsumedCapacity: 'TOTAL' }),
    );
    expect(plain.ConsumedCapacity?.CapacityUnits).toBe(2);
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
