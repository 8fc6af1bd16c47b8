import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startBed, streamed } from './testing/dynamo-bed.ts';
import type { BedTable, DynamoBed } from './testing/dynamo-bed.ts';
import { transactionCalls } from './testing/transaction-calls.ts';

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

  const { transact, put, add, item, cancelled } = transactionCalls(() => ({ bed, table }));

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
