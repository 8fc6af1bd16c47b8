import { describe, expect, it } from 'vitest';
import {
  addFigures,
  NO_SALES,
  projectSales,
  type Sales,
  type SalesFigures,
  type SalesRow,
  type SalesView,
} from '../domain/sales.ts';
import { cancelled, order, placed } from '../domain/testing/sales-events.ts';
import { makeListSales, type SalesPage } from './list-sales.ts';
import { makeRecordSales } from './record-sales.ts';
import type { SalesViews } from './sales-views.ts';

const ALL = { from: '0000-01-01', to: '9999-12-31', limit: 100 };
const noon = new Date('2026-02-01T12:00:00.000Z');

/** Figures of each key of a view that has sales. */
function rowsOf(sales: Sales, view: SalesView): Readonly<Record<string, SalesFigures>> {
  const sums = new Map<string, SalesFigures>();
  for (const row of sales.values())
    if (row.view === view) sums.set(row.key, addFigures(sums.get(row.key) ?? NO_SALES, row));
  return Object.fromEntries([...sums].filter(([, { orders }]) => orders > 0));
}

/**
 * What all sales views do.
 * @param open opens empty views.
 */
export function describeSalesViews(name: string, open: () => Promise<SalesViews>): void {
  describe(`${name}: sales views`, () => {
    const openFor = async (
      ...events: readonly Parameters<ReturnType<typeof makeRecordSales>>[0][]
    ): Promise<SalesViews> => {
      const views = await open();
      await Promise.all(events.map(makeRecordSales(views)));
      return views;
    };
    const page = (views: SalesViews, view: SalesView, range: object = {}): Promise<SalesPage> =>
      makeListSales(views, () => noon)({ ...ALL, view, ...range });
    const keys = async (views: SalesViews, view: SalesView, range: object = {}): Promise<readonly string[]> =>
      (await page(views, view, range)).rows.map(({ key }) => key);

    it('answer one row a key, summed over the days of the range, both ends included', async () => {
      const on = (day: string): object => ({ placedAt: `2026-01-0${day}T12:00:00Z` });
      const views = await openFor(...['4', '5', '6', '7'].map((day) => placed(day, on(day))));
      const rows = [{ key: 'GB', orders: 2, units: 2, totalMinor: { GBP: 850 } }];
      const range = { from: '2026-01-05', to: '2026-01-06' };
      expect(await page(views, 'country', range)).toEqual({ rows, asOf: noon.toISOString() });
      expect(await keys(views, 'day', range)).toEqual(['2026-01-05', '2026-01-06']);
      expect(await keys(views, 'product', { from: '2026-01-08' })).toEqual([]);
    });

    it('count an event once, however often it arrives', async () => {
      const views = await openFor(placed('a'), placed('a'));
      await makeRecordSales(views)(placed('a'));
      expect((await page(views, 'day')).rows).toMatchObject([{ orders: 1, totalMinor: { GBP: 425 } }]);
    });

    it('show no key whose orders were all cancelled, in whatever order the events arrive', async () => {
      const views = await openFor(cancelled('a'), placed('b', { country: 'FR' }), placed('a'));
      expect(await keys(views, 'country')).toEqual(['FR']);
    });

    it('keep currencies apart', async () => {
      const views = await openFor(placed('a'), placed('b', { currency: 'EUR' }));
      expect((await page(views, 'customer')).rows[0]?.totalMinor).toEqual({ GBP: 425, EUR: 425 });
    });

    it('page through keys in order, each once, whatever characters are in them', async () => {
      const skus = ['a', 'a#', 'a#2026-01-05', 'a$', 'a%23', 'a%', '#', ' ', '\u0001', 'é', '😀', '\uffee', 'zz'];
      const lines = skus.map((sku) => ({ sku, description: sku, quantity: 1, unitPriceMinor: 1 }));
      const views = await openFor(placed('a', { lines }), placed('b', { lines, placedAt: '2026-03-01T00:00:00Z' }));
      const seen: string[] = [];
      for (let after: string | undefined, more = true; more;) {
        const { rows, nextAfter } = await page(views, 'product', {
          limit: 2,
          ...(after === undefined ? {} : { after }),
        });
        seen.push(...rows.map(({ key, orders }) => `${key} ${orders}`));
        after = nextAfter;
        more = after !== undefined;
      }
      expect(seen.toSorted()).toEqual(skus.map((sku) => `${sku} 2`).toSorted());
    });

    it('go on after a key that has no sales any more', async () => {
      const views = await openFor(placed('a'), placed('b', { country: 'FR' }));
      expect(await keys(views, 'country', { after: 'ES' })).toEqual(['FR', 'GB']);
      expect(await keys(views, 'day', { after: '2026-01-05' })).toEqual([]);
    });

    it('say on the last page that it is the last', async () => {
      const views = await openFor(placed('a'), placed('b', { country: 'FR' }), cancelled('b', { country: 'FR' }));
      expect(await page(views, 'country', { limit: 1 })).toEqual({
        rows: [{ key: 'GB', orders: 1, units: 1, totalMinor: { GBP: 425 } }],
        asOf: noon.toISOString(),
      });
    });

    it('take an order of 1,110 lines whole', async () => {
      const lines = Array.from({ length: 1110 }, (_, index) => ({
        sku: `SKU-${String(index).padStart(4, '0')}`,
        description: 'Thing',
        quantity: 2,
        unitPriceMinor: 100,
      }));
      const views = await openFor(placed('a', { lines }), placed('a', { lines }));
      const rows: SalesRow[] = [];
      for await (const row of views.rows({ view: 'product', ...ALL })) rows.push(row);
      expect(rows).toHaveLength(1110);
      expect(rows.reduce((sum, { units }) => sum + units, 0)).toBe(2220);
    });

    it('add up amounts and units beyond those that a number counts exactly, to the nearest that it can', async () => {
      const line = { sku: 'GOLD', description: 'Mint', quantity: 1, unitPriceMinor: Number.MAX_SAFE_INTEGER };
      const views = await openFor(placed('a', { lines: [line] }), placed('b', { lines: [line] }), placed('c'));
      const GBP = 2 * Number.MAX_SAFE_INTEGER + 425;
      for (const view of ['customer', 'country', 'day'] as const) {
        const [row] = (await page(views, view)).rows;
        expect(row).toMatchObject({ orders: 3, units: 3 });
        expect((row?.totalMinor['GBP'] ?? 0) / GBP).toBeCloseTo(1, 14);
      }
      expect((await page(views, 'product')).rows[0]).toMatchObject({ key: 'GOLD', units: 2 });
    });

    it('hold what a rebuild from the events holds', async () => {
      const places = ['GB', 'FR', 'DE', 'GB', 'GB', 'FR'];
      const events = places.flatMap((country, index) => {
        const facts = { country, customerId: String(index % 2), lines: order().lines };
        return index % 3 === 0
          ? [cancelled(String(index), facts), placed(String(index), facts)]
          : [placed(String(index), facts)];
      });
      const views = await openFor(...events, ...events);
      for (const view of ['day', 'product', 'country', 'customer'] as const) {
        const rebuilt = rowsOf(events.reduce(projectSales, new Map()), view);
        const listed = (await page(views, view)).rows.map(({ key, ...figures }) => [key, figures]);
        expect(Object.fromEntries(listed)).toEqual(rebuilt);
      }
    });
  });
}
