import { describe, expect, it } from 'vitest';
import { CommitTooLargeError, EventTooLargeError, InvalidCommitError, StreamConflictError } from './errors.ts';
import type { CommitContext, DomainEvent, EventStore, StreamProjection } from './event-store.ts';

interface Added extends DomainEvent {
  readonly type: 'Added';
  readonly version: 1;
  readonly data: { readonly amount: number; readonly note?: string };
}

const added = (amount: number): Added => ({ type: 'Added', version: 1, data: { amount } });

const context = (changes: Partial<CommitContext> = {}): CommitContext => ({
  occurredAt: '2026-03-01T12:00:00.000Z',
  correlationId: 'c-1',
  causationId: 'r-1',
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  hops: 0,
  ...changes,
});

/** Sums amounts, and counts how many events it is shown. */
function makeSum(
  snapshot: { readonly schema?: number; readonly snapshotEvery?: number } = {},
): StreamProjection<Added, { readonly sum: number }> & { shown: number } {
  return {
    initialState: { sum: 0 },
    schema: 1,
    ...snapshot,
    shown: 0,
    evolve({ sum }, { data }) {
      this.shown += 1;
      return { sum: sum + data.amount };
    },
  };
}

/**
 * What every event store does.
 * @param open opens the store under test; called once.
 */
export function describeEventStore(name: string, open: () => EventStore<Added>): void {
  describe(`${name}: append and read`, () => {
    const store = open();
    const fresh = (): string => `sum-${crypto.randomUUID()}`;
    const append = (stream: string, amounts: readonly number[], expectedVersion: number): Promise<unknown> =>
      store.append(stream, amounts.map(added), { expectedVersion, context: context() });

    it('answers an empty slice for a stream nobody has written to', async () => {
      expect(await store.read(fresh())).toEqual({ events: [], version: 0, commits: [] });
    });

    it('answers events in the order in which they were appended', async () => {
      const stream = fresh();
      await append(stream, [1, 2], 0);
      await append(stream, [3], 2);
      const { events, version } = await store.read(stream);
      expect({ events, version }).toEqual({ events: [added(1), added(2), added(3)], version: 3 });
    });

    it('answers the version after the commit', async () => {
      const stream = fresh();
      expect(await append(stream, [1, 2], 0)).toEqual({ version: 2 });
      expect(await append(stream, [3], 2)).toEqual({ version: 3 });
    });

    it('keeps each commit with its position and its context', async () => {
      const stream = fresh();
      const cause = context({ replay: 'may', attributes: { requestHash: 'abc' }, hops: 2 });
      await store.append(stream, [added(1), added(2)], { expectedVersion: 0, context: cause });
      await append(stream, [3], 2);
      expect((await store.read(stream)).commits).toEqual([
        { position: 1, events: [added(1), added(2)], context: cause },
        { position: 3, events: [added(3)], context: context() },
      ]);
    });

    it('keeps streams apart, also when one name begins with the other', async () => {
      const stream = fresh();
      await append(stream, [1], 0);
      await append(`${stream}-2`, [2], 0);
      expect((await store.read(stream)).events).toEqual([added(1)]);
    });

    it('orders more than ten commits by number', async () => {
      const stream = fresh();
      const amounts = Array.from({ length: 12 }, (_, index) => index);
      for (const amount of amounts) await append(stream, [amount], amount);
      expect((await store.read(stream)).events).toEqual(amounts.map(added));
    });

    it('carries text of every kind', async () => {
      const stream = fresh();
      const event: Added = { ...added(1), data: { amount: 1, note: '' } };
      const other: Added = { ...added(2), data: { amount: -1.5, note: 'é—𝄞\u0000"\\' } };
      await store.append(stream, [event, other], { expectedVersion: 0, context: context() });
      expect((await store.read(stream)).events).toEqual([event, other]);
    });
  });

  describe(`${name}: refusals`, () => {
    const store = open();
    const fresh = (): string => `sum-${crypto.randomUUID()}`;
    const append = (stream: string, events: readonly Added[], expectedVersion = 0): Promise<unknown> =>
      store.append(stream, events, { expectedVersion, context: context() });

    it('refuses a writer who has not seen the last commit', async () => {
      const stream = fresh();
      await append(stream, [added(1)]);
      await expect(append(stream, [added(2)])).rejects.toThrow(StreamConflictError);
      expect((await store.read(stream)).events).toEqual([added(1)]);
    });

    it('names the stream and the version of a conflict', async () => {
      const stream = fresh();
      await append(stream, [added(1)]);
      await expect(append(stream, [added(2)])).rejects.toMatchObject({ stream, expectedVersion: 0 });
    });

    it('lets one of many writers in at a time', async () => {
      const stream = fresh();
      const outcomes = await Promise.allSettled([1, 2, 3, 4, 5].map((amount) => append(stream, [added(amount)])));
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect((await store.read(stream)).version).toBe(1);
    });

    it('refuses an event over the public limit before any write', async () => {
      const stream = fresh();
      const event: Added = { ...added(1), data: { amount: 1, note: 'x'.repeat(196_000) } };
      await expect(append(stream, [event])).rejects.toThrow(EventTooLargeError);
      expect((await store.read(stream)).version).toBe(0);
    });

    it('counts the bytes of an event, not its characters', async () => {
      const event: Added = { ...added(1), data: { amount: 1, note: '𝄞'.repeat(49_000) } };
      await expect(append(fresh(), [event])).rejects.toThrow(EventTooLargeError);
    });

    it('refuses a commit over the limit of an item before any write', async () => {
      const stream = fresh();
      const event: Added = { ...added(1), data: { amount: 1, note: 'x'.repeat(140_000) } };
      await expect(append(stream, [event, event, event])).rejects.toThrow(CommitTooLargeError);
      expect((await store.read(stream)).version).toBe(0);
    });

    it('takes a commit just under both limits', async () => {
      const stream = fresh();
      const event: Added = { ...added(1), data: { amount: 1, note: 'x'.repeat(195_900) } };
      await append(stream, [event, event]);
      expect((await store.read(stream)).version).toBe(2);
    });

    it.each([
      ['no events', { stream: 'sum-1', events: [], version: 0 }],
      ['a stream without a name', { stream: '', events: [added(1)], version: 0 }],
      ['a stream name that would split an event id', { stream: 'sum/1', events: [added(1)], version: 0 }],
      ['a version that is no position', { stream: 'sum-1', events: [added(1)], version: -1 }],
      ['a version that is not whole', { stream: 'sum-1', events: [added(1)], version: 0.5 }],
    ])('refuses %s', async (_, { stream, events, version }) => {
      await expect(append(stream, events, version)).rejects.toThrow(InvalidCommitError);
    });
  });

  describe(`${name}: rehydrate`, () => {
    const store = open();
    const fresh = (): string => `sum-${crypto.randomUUID()}`;
    const written = async (...amounts: readonly number[]): Promise<string> => {
      const stream = fresh();
      for (const [index, amount] of amounts.entries()) await append(stream, amount, index);
      return stream;
    };
    const append = (stream: string, amount: number, version: number): Promise<unknown> =>
      store.append(stream, [added(amount)], {
        expectedVersion: version,
        context: context({ causationId: `r-${version + 1}` }),
      });

    it('answers the initial state of a stream nobody has written to', async () => {
      expect(await store.rehydrate(fresh(), makeSum())).toEqual({ state: { sum: 0 }, version: 0 });
    });

    it('folds every event, and answers the first context', async () => {
      const stream = await written(1, 2, 3);
      const first = context({ causationId: 'r-1' });
      expect(await store.rehydrate(stream, makeSum())).toEqual({ state: { sum: 6 }, version: 3, first });
    });

    it('folds the tail only, once there is a snapshot', async () => {
      const stream = await written(1, 2, 3);
      await store.rehydrate(stream, makeSum({ snapshotEvery: 3 }));
      await append(stream, 4, 3);
      const sum = makeSum({ snapshotEvery: 3 });
      const first = context({ causationId: 'r-1' });
      expect(await store.rehydrate(stream, sum)).toEqual({ state: { sum: 10 }, version: 4, first });
      expect(sum.shown).toBe(1);
    });

    it('keeps no snapshot before it is due', async () => {
      const stream = await written(1, 2);
      await store.rehydrate(stream, makeSum({ snapshotEvery: 3 }));
      const sum = makeSum({ snapshotEvery: 3 });
      await store.rehydrate(stream, sum);
      expect(sum.shown).toBe(2);
    });

    it('ignores the snapshot of another schema and replaces an older one', async () => {
      const stream = await written(1, 2, 3);
      await store.rehydrate(stream, makeSum({ snapshotEvery: 1 }));
      const second = makeSum({ schema: 2, snapshotEvery: 1 });
      expect((await store.rehydrate(stream, second)).state).toEqual({ sum: 6 });
      expect(second.shown).toBe(3);
      const again = makeSum({ schema: 2, snapshotEvery: 1 });
      expect((await store.rehydrate(stream, again)).state).toEqual({ sum: 6 });
      expect(again.shown).toBe(0);
    });

    it('does not let an older schema replace a newer snapshot', async () => {
      const stream = await written(1, 2, 3);
      await store.rehydrate(stream, makeSum({ schema: 2, snapshotEvery: 1 }));
      await store.rehydrate(stream, makeSum({ schema: 1, snapshotEvery: 1 }));
      const newer = makeSum({ schema: 2, snapshotEvery: 1 });
      await store.rehydrate(stream, newer);
      expect(newer.shown).toBe(0);
    });

    it('keeps snapshots out of the stream itself', async () => {
      const stream = await written(1, 2, 3);
      await store.rehydrate(stream, makeSum({ snapshotEvery: 1 }));
      expect((await store.read(stream)).events).toEqual([added(1), added(2), added(3)]);
    });
  });
}
