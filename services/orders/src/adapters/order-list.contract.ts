import type { Commit } from '@tidings/event-store';
import { describe, expect, it } from 'vitest';
import type { OrderList, OrderListQuery } from '../application/order-list.ts';
import { makeProjectOrderList } from '../application/project-order-list.ts';
import type { OrderEvent } from '../domain/order.ts';
import type { OrderRow } from '../domain/order-row.ts';
import { NOON, orderCancelled, orderPlaced } from '../domain/testing/order-scenario.ts';

const row = (changes: Partial<OrderRow> = {}): OrderRow => ({
  orderId: crypto.randomUUID(),
  customerId: '17850',
  status: 'placed',
  currency: 'GBP',
  totalMinor: 1_530,
  placedAt: NOON,
  lastPosition: 1,
  ...changes,
});

const minute = (number: number): string => `2026-03-01T12:${String(number).padStart(2, '0')}:00.000Z`;

const commit = (event: OrderEvent, position: number, occurredAt: string) => ({
  position,
  events: [event],
  context: {
    occurredAt,
    correlationId: 'c-1',
    causationId: 'r-1',
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    hops: 0,
  },
});

/** Takes a batch in, as the handler of the table's stream does. */
async function project(list: OrderList, commits: readonly Commit<OrderEvent>[]): Promise<void> {
  const { take, finish } = makeProjectOrderList({ list });
  await Promise.all(commits.map(take));
  await finish(commits);
}

/** What every order list does. `open` answers an empty one. */
export function describeOrderList(name: string, open: () => Promise<OrderList>): void {
  describe(`${name}: pages`, () => {
    it('answers an empty page, as of no change, when nothing was placed', async () => {
      expect(await (await open()).page({ customerId: '17850', limit: 10 })).toEqual({ items: [], asOf: null });
    });

    it('answers the orders of one customer, newest first', async () => {
      const list = await open();
      const [older, newer] = [row({ placedAt: minute(1) }), row({ placedAt: minute(2) })];
      for (const each of [older, row({ customerId: '12583' }), newer]) await list.save(each);
      expect((await list.page({ customerId: '17850', limit: 10 })).items).toEqual([newer, older]);
    });

    it.each([
      ['one customer', { customerId: '17850', limit: 3 }],
      ['everybody', { limit: 3 }],
    ])('answers every order of %s once, page by page', async (_, query: OrderListQuery) => {
      const list = await open();
      const rows = Array.from({ length: 8 }, (__, index) => row({ placedAt: minute(index >> 1) }));
      for (const each of rows) await list.save(each);
      const sizes: number[] = [];
      const seen: OrderRow[] = [];
      let after: string | undefined;
      do {
        const page = await list.page(after === undefined ? query : { ...query, after });
        sizes.push(page.items.length);
        seen.push(...page.items);
        after = page.next;
      } while (after !== undefined);
      expect(sizes).toEqual([3, 3, 2]);
      expect(seen.map(({ placedAt }) => placedAt)).toEqual([3, 3, 2, 2, 1, 1, 0, 0].map(minute));
      expect(new Set(seen.map(({ orderId }) => orderId))).toEqual(new Set(rows.map(({ orderId }) => orderId)));
    });

    it('ends on a full page when there is nothing after it', async () => {
      const list = await open();
      for (const index of [1, 2]) await list.save(row({ placedAt: minute(index) }));
      expect(await list.page({ customerId: '17850', limit: 2 })).not.toHaveProperty('next');
    });

    it('lists the orders of everybody for those who may see them', async () => {
      const list = await open();
      const rows = [row({ placedAt: minute(2) }), row({ customerId: '12583', placedAt: minute(1) })];
      for (const each of rows) await list.save(each);
      expect((await list.page({ limit: 10 })).items).toEqual(rows);
    });
  });

  describe(`${name}: projection`, () => {
    const placed = commit(orderPlaced(), 1, minute(1));
    const cancelled = commit(orderCancelled(), 2, minute(2));
    const query = { customerId: '17850', limit: 10 };

    it.each([
      ['in order', [[placed], [cancelled]]],
      ['out of order', [[cancelled], [placed]]],
      ['twice', [[placed], [cancelled], [placed], [cancelled]]],
      ['in one batch', [[placed, cancelled]]],
      ['in one batch, out of order', [[cancelled, placed]]],
    ])('gives the same list when commits come %s', async (_, batches) => {
      const list = await open();
      for (const batch of batches) await project(list, batch);
      const page = await list.page(query);
      expect(page.items).toMatchObject([{ status: 'cancelled', lastPosition: 2 }]);
      expect(page.asOf).toBe(minute(2));
      expect((await list.page({ limit: 10 })).items).toEqual(page.items);
    });

    it('passes over events of newer code, alone and beside others', async () => {
      const list = await open();
      const shipped = { type: 'OrderShipped', version: 1, data: {} } as unknown as OrderEvent;
      await project(list, [{ ...placed, events: [orderPlaced(), shipped] }, commit(shipped, 3, minute(3))]);
      expect(await list.page(query)).toMatchObject({ items: [{ status: 'placed', lastPosition: 1 }], asOf: minute(3) });
    });

    it('shows the last event of a commit with several', async () => {
      const list = await open();
      const both = { ...placed, events: [orderPlaced(), orderCancelled()] };
      await project(list, [both]);
      expect((await list.page(query)).items).toMatchObject([{ status: 'cancelled', lastPosition: 2 }]);
    });
  });
}
