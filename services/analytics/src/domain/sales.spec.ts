import type { OrderPlacedV1 } from '@tidings/events/orders/order-placed';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectSales, type Sales, salesChanges, type SalesEvent } from './sales.ts';
import { cancelled, placed } from './testing/sales-events.ts';

const line = (sku: string, quantity: number, unitPriceMinor: number): OrderPlacedV1['lines'][number] => ({
  sku,
  description: sku,
  quantity,
  unitPriceMinor,
});

/** Rebuilds all sales from events, each id once. Cells that come to nothing are left out: no view shows them. */
function rebuilt(events: readonly SalesEvent[]): readonly unknown[] {
  const once = new Map(events.map((event) => [event.id, event]));
  const sales = [...once.values()].reduce<Sales>(projectSales, new Map());
  return [...sales].filter(([, { orders }]) => orders !== 0).toSorted(([left], [right]) => (left < right ? -1 : 1));
}

describe('salesChanges', () => {
  it('adds a placed order to its day, country, customer and products', () => {
    const lines = [line('MUG', 2, 425), line('LAMP', 1, 1000)];
    expect(salesChanges(placed('a', { lines }))).toEqual([
      { view: 'day', key: '2026-01-05', day: '2026-01-05', orders: 1, units: 3, totalMinor: { GBP: 1850 } },
      { view: 'country', key: 'GB', day: '2026-01-05', orders: 1, units: 3, totalMinor: { GBP: 1850 } },
      { view: 'customer', key: '1', day: '2026-01-05', orders: 1, units: 3, totalMinor: { GBP: 1850 } },
      { view: 'product', key: 'MUG', day: '2026-01-05', orders: 1, units: 2, totalMinor: { GBP: 850 } },
      { view: 'product', key: 'LAMP', day: '2026-01-05', orders: 1, units: 1, totalMinor: { GBP: 1000 } },
    ]);
  });

  it('takes a cancelled order out on the day on which it was placed', () => {
    const negated = salesChanges(placed('a')).map((row) => ({
      ...row,
      orders: -row.orders,
      units: -row.units,
      totalMinor: { GBP: -(row.totalMinor['GBP'] ?? 0) },
    }));
    expect(salesChanges(cancelled('a'))).toEqual(negated);
  });

  it('counts a product once an order, on however many lines it stands', () => {
    const lines = [line('MUG', 2, 425), line('LAMP', 1, 1000), line('MUG', 3, 400)];
    const products = salesChanges(placed('a', { lines })).filter(({ view }) => view === 'product');
    expect(products.map(({ key, orders, units, totalMinor }) => [key, orders, units, totalMinor['GBP']])).toEqual([
      ['MUG', 1, 5, 2050],
      ['LAMP', 1, 1, 1000],
    ]);
  });

  it('has at most one row a cell, for an order of 1,110 lines', () => {
    const lines = Array.from({ length: 1110 }, (_, index) => line(`SKU-${index % 600}`, 1, 100));
    const changes = salesChanges(placed('a', { lines }));
    expect(changes).toHaveLength(3 + 600);
    expect(new Set(changes.map(({ view, key }) => `${view} ${key}`)).size).toBe(3 + 600);
  });
});

const facts = fc.record({
  customerId: fc.constantFrom('1', '2', '3'),
  country: fc.constantFrom('GB', 'FR'),
  currency: fc.constantFrom('GBP', 'EUR'),
  placedAt: fc.constantFrom('2026-01-05T23:59:60Z', '2026-01-06T00:00:00.000Z', '2026-01-05T09:30:00Z'),
  lines: fc.array(
    fc
      .tuple(fc.constantFrom('MUG', 'LAMP', '__proto__', 'a#b'), fc.nat({ max: 5 }), fc.nat({ max: 900 }))
      .map(([sku, quantity, price]) => line(sku, quantity + 1, price + 1)),
    { minLength: 1, maxLength: 4 },
  ),
});
const orders = fc.array(fc.record({ facts, isCancelled: fc.boolean() }), { minLength: 1, maxLength: 8 });

describe('projectSales', () => {
  it('comes to the same in any order of arrival, cancellations first too, and however often each event arrives', () => {
    const history = orders.map((all) =>
      all.flatMap(({ facts: given, isCancelled }, index) => [
        placed(String(index), given),
        ...(isCancelled ? [cancelled(String(index), given)] : []),
      ]),
    );
    const deliveries = history.chain((events) =>
      fc.record({
        events: fc.constant(events),
        delivered: fc
          .tuple(fc.shuffledSubarray(events, { minLength: events.length }), fc.array(fc.constantFrom(...events)))
          .map(([each, again]) => [...each, ...again]),
      }),
    );
    fc.assert(
      fc.property(deliveries, ({ events, delivered }) => {
        expect(rebuilt(delivered)).toEqual(rebuilt(events));
      }),
      { numRuns: 500 },
    );
  });

  it('leaves nothing of orders that were all cancelled', () => {
    const events = [cancelled('a'), placed('b', { country: 'FR' }), placed('a'), cancelled('b', { country: 'FR' })];
    expect(rebuilt(events)).toEqual([]);
  });

  it('leaves out a currency whose orders were all cancelled', () => {
    const events = [placed('a'), placed('b', { currency: 'EUR' }), cancelled('b', { currency: 'EUR' })];
    const sales = [...events.reduce<Sales>(projectSales, new Map()).values()];
    expect(sales.map(({ totalMinor }) => totalMinor)).toEqual(Array.from({ length: 4 }, () => ({ GBP: 425 })));
  });

  it('keeps currencies apart', () => {
    const sales = [placed('a'), placed('b', { currency: 'EUR' })].reduce<Sales>(projectSales, new Map());
    expect([...sales.values()].find(({ view }) => view === 'day')?.totalMinor).toEqual({ GBP: 425, EUR: 425 });
  });

  it('sums to the same orders and money in every view', () => {
    const events = [placed('a'), placed('b', { country: 'FR', customerId: '2' }), cancelled('a')];
    const sales = [...events.reduce<Sales>(projectSales, new Map()).values()];
    const totalOf = (view: string): number =>
      sales.filter((row) => row.view === view).reduce((sum, row) => sum + (row.totalMinor['GBP'] ?? 0), 0);
    expect(['day', 'country', 'customer', 'product'].map(totalOf)).toEqual([425, 425, 425, 425]);
  });
});
