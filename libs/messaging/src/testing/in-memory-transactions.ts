import type { CancellationReason, TransactAction, TransactionPort } from '../transactions.ts';

type Item = Readonly<Record<string, unknown>>;

/** Transactions over a table in memory, of the two kinds of action that an inbox spec uses: marks and additions. */
export interface InMemoryTransactions extends TransactionPort {
  /** What was added under a key so far. */
  amountOf(key: string): number;
}

export function makeInMemoryTransactions(): InMemoryTransactions {
  const marks = new Map<string, Item>();
  const amounts = new Map<string, number>();
  const add = ({ Key, ExpressionAttributeValues }: NonNullable<TransactAction['Update']>): void => {
    const key = String(Key?.['pk']);
    amounts.set(key, (amounts.get(key) ?? 0) + Number(ExpressionAttributeValues?.[':by']));
  };
  const apply = ({ Put, Update }: TransactAction): void => {
    if (Put?.Item !== undefined) marks.set(keyOf(Put.Item), Put.Item);
    if (Update !== undefined) add(Update);
  };
  return {
    amountOf: (key) => amounts.get(key) ?? 0,
    write: async (actions) => {
      const reasons = actions.map((action) => reasonOf(action, marks));
      if (reasons.some(({ code }) => code !== 'None')) return { status: 'cancelled', reasons, cause: undefined };
      for (const action of actions) apply(action);
      return { status: 'written' };
    },
  };
}

/** An addition of `by` to what is under a key, in any table. */
export function addition(tableName: string, key: string, by: number): TransactAction {
  return {
    Update: {
      TableName: tableName,
      Key: { pk: key, sk: 'sum' },
      UpdateExpression: 'ADD amount :by',
      ExpressionAttributeValues: { ':by': by },
    },
  };
}

function keyOf(item: Item): string {
  return `${String(item['pk'])} ${String(item['sk'])}`;
}

/** A mark that is there and has not expired is in the way of the same mark. */
function reasonOf({ Put }: TransactAction, marks: ReadonlyMap<string, Item>): CancellationReason {
  const known = Put?.Item === undefined ? undefined : marks.get(keyOf(Put.Item));
  const now = Number(Put?.ExpressionAttributeValues?.[':now']);
  if (known === undefined || Number(known['expiresAt']) <= now) return { code: 'None' };
  return { code: 'ConditionalCheckFailed', item: known };
}
