import { describe, expect, it } from 'vitest';
import { InboxActionRefusedError, InboxContentionError, InboxPlanChangedError } from './errors.ts';
import { type Inbox, makeInboxOn } from './inbox.ts';
import { addition } from './testing/in-memory-transactions.ts';
import type { TransactAction, TransactionOutcome, TransactionPort } from './transactions.ts';

/** The store under test: its transactions, and how to read what they did. */
export interface InboxStore {
  readonly transactions: TransactionPort;
  readonly tableName: string;
  amountOf(key: string): Promise<number>;
}

/** Lines of the longest real order. */
const LONGEST = 1_110;
const DAY_MS = 86_400_000;
const START = Date.parse('2026-03-01T12:00:00.000Z');

class CrashError extends Error {
  override readonly name = 'CrashError';
}

/** What an inbox does on every kind of store. */
export function describeInbox(name: string, open: () => InboxStore): void {
  const store = open();
  const newEvent = (): string => `order-${crypto.randomUUID()}/1`;

  /** An inbox whose n-th transaction (from 1) can be given another outcome than the store's. */
  const makeInbox = (
    intercept: (transaction: number) => TransactionOutcome | undefined = () => undefined,
    now: () => Date = () => new Date(START),
  ): { readonly inbox: Inbox; readonly sizes: readonly number[] } => {
    const sizes: number[] = [];
    const write = async (actions: readonly TransactAction[]): Promise<TransactionOutcome> => {
      sizes.push(actions.length);
      return intercept(sizes.length) ?? store.transactions.write(actions);
    };
    const parts = { tableName: store.tableName, consumer: 'sales', now, wait: () => Promise.resolve() };
    return { inbox: makeInboxOn({ ...parts, transactions: { write } }), sizes };
  };

  /** One addition of 1 to each of so many keys of an event's own. */
  const additions = (eventId: string, count: number): readonly TransactAction[] =>
    Array.from({ length: count }, (_, index) => addition(store.tableName, `${eventId}#${index}`, 1));

  const amounts = (eventId: string, count: number): Promise<readonly number[]> =>
    Promise.all(Array.from({ length: count }, (_, index) => store.amountOf(`${eventId}#${index}`)));

  const ones = (count: number): readonly number[] => Array.from({ length: count }, () => 1);

  const conflict: TransactionOutcome = {
    status: 'cancelled',
    reasons: [{ code: 'None' }, { code: 'TransactionConflict' }],
    cause: undefined,
  };

  describe(`${name}: an inbox`, () => {
    it('applies an event once, however often it is delivered', async () => {
      const eventId = newEvent();
      const { inbox } = makeInbox();
      expect(await inbox.apply(eventId, additions(eventId, 3))).toBe('applied');
      expect(await inbox.apply(eventId, additions(eventId, 3))).toBe('already-applied');
      expect(await amounts(eventId, 3)).toEqual(ones(3));
    });

    it('applies an event once when two deliveries of it run side by side', async () => {
      const eventId = newEvent();
      const { inbox } = makeInbox();
      const apply = (): Promise<string> => inbox.apply(eventId, additions(eventId, 3));
      expect((await Promise.all([apply(), apply()])).toSorted()).toEqual(['already-applied', 'applied']);
      expect(await amounts(eventId, 3)).toEqual(ones(3));
    });

    it('gives the same sums whatever the order of events', async () => {
      const [one, other] = [newEvent(), newEvent()];
      const { inbox } = makeInbox();
      const shared = `shared#${one}`;
      await inbox.apply(other, [addition(store.tableName, shared, 10)]);
      await inbox.apply(one, [addition(store.tableName, shared, 1)]);
      await inbox.apply(other, [addition(store.tableName, shared, 10)]);
      expect(await store.amountOf(shared)).toBe(11);
    });

    it('remembers an event that changes nothing', async () => {
      const eventId = newEvent();
      const { inbox } = makeInbox();
      expect(await inbox.apply(eventId, [])).toBe('applied');
      expect(await inbox.apply(eventId, [])).toBe('already-applied');
    });

    it('applies the longest order in transactions of at most 90 actions and a mark', async () => {
      const eventId = newEvent();
      const { inbox, sizes } = makeInbox();
      expect(await inbox.apply(eventId, additions(eventId, LONGEST))).toBe('applied');
      expect(sizes).toEqual([...Array.from({ length: 12 }, () => 91), 31]);
      expect(await amounts(eventId, LONGEST)).toEqual(ones(LONGEST));
    });

    it('completes an event that crashed between chunks, without doubling any', async () => {
      const eventId = newEvent();
      const crashing = makeInbox((transaction) => {
        if (transaction > 5) throw new CrashError();
        return undefined;
      });
      await expect(crashing.inbox.apply(eventId, additions(eventId, LONGEST))).rejects.toThrow(CrashError);
      expect(await makeInbox().inbox.apply(eventId, additions(eventId, LONGEST))).toBe('applied');
      expect(await amounts(eventId, LONGEST)).toEqual(ones(LONGEST));
    });

    it('keeps the marks of consumers apart', async () => {
      const eventId = newEvent();
      const parts = { ...store, now: () => new Date(START) };
      expect(await makeInboxOn({ ...parts, consumer: 'sales' }).apply(eventId, [])).toBe('applied');
      expect(await makeInboxOn({ ...parts, consumer: 'stock' }).apply(eventId, [])).toBe('applied');
    });
  });

  describe(`${name}: an inbox in trouble`, () => {
    it('tries a transaction again that met another writer', async () => {
      const eventId = newEvent();
      const { inbox, sizes } = makeInbox((transaction) => (transaction <= 3 ? conflict : undefined));
      expect(await inbox.apply(eventId, additions(eventId, 1))).toBe('applied');
      expect(sizes).toHaveLength(4);
      expect(await amounts(eventId, 1)).toEqual([1]);
    });

    it('gives up on a row that is always being written', async () => {
      const eventId = newEvent();
      const { inbox } = makeInbox(() => conflict);
      await expect(inbox.apply(eventId, additions(eventId, 1))).rejects.toThrow(InboxContentionError);
    });

    it('counts an expired mark as absent, and one that has not expired as there', async () => {
      const eventId = newEvent();
      const at = (days: number): Inbox => makeInbox(undefined, () => new Date(START + days * DAY_MS)).inbox;
      await at(0).apply(eventId, additions(eventId, 1));
      expect(await at(119).apply(eventId, additions(eventId, 1))).toBe('already-applied');
      expect(await at(120).apply(eventId, additions(eventId, 1))).toBe('applied');
      expect(await amounts(eventId, 1)).toEqual([2]);
    });

    it('names the action whose own condition does not hold, and writes nothing of its chunk', async () => {
      const eventId = newEvent();
      const taken = newEvent();
      const { inbox } = makeInbox();
      await inbox.apply(taken, []);
      const mark = { pk: `inbox#sales#${taken}`, sk: '0' };
      const guarded: TransactAction = {
        Put: {
          TableName: store.tableName,
          Item: { ...mark, expiresAt: 0 },
          ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :now',
          ExpressionAttributeValues: { ':now': 0 },
        },
      };
      const refusal = inbox.apply(eventId, [...additions(eventId, 1), guarded]);
      await expect(refusal).rejects.toThrow(InboxActionRefusedError);
      await expect(refusal).rejects.toMatchObject({ action: 1, code: 'ConditionalCheckFailed' });
      expect(await amounts(eventId, 1)).toEqual([0]);
    });

    it('does not go on with an event whose actions have changed since it was begun', async () => {
      const eventId = newEvent();
      const { inbox } = makeInbox();
      await inbox.apply(eventId, additions(eventId, 2));
      await expect(inbox.apply(eventId, additions(eventId, 3))).rejects.toThrow(InboxPlanChangedError);
    });
  });
}
