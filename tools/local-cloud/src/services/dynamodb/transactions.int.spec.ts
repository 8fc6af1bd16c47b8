import {
  PutItemCommand,
  ScanCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keyOf, recordsOf, startBed, streamed } from './testing/dynamo-bed.ts';
import type { BedTable, DynamoBed } from './testing/dynamo-bed.ts';
import { transactionCalls } from './testing/transaction-calls.ts';

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

  const { transact, put, once, add, item, cancelled } = transactionCalls(() => ({ bed, table }));

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
});
