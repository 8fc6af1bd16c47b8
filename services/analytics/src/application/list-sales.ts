import type { SalesFigures, SalesRow } from '../domain/sales.ts';
import { NO_SALES, addFigures } from '../domain/sales.ts';
import type { SalesRange, SalesViews } from './sales-views.ts';

/** Figures of one key over a range of days. */
export interface KeySales extends SalesFigures {
  readonly key: string;
}

/** One page of a view. */
export interface SalesPage {
  readonly rows: readonly KeySales[];
  /** The key after which the next page begins; absent on the last page. */
  readonly nextAfter?: string;
  /** When the page was read: events recorded by then are in it. UTC, ISO 8601. */
  readonly asOf: string;
}

export interface ListSales extends SalesRange {
  /** Keys on a page, 1 or more. */
  readonly limit: number;
}

/** Makes the use case that answers one page of a view: its keys that have sales, in order. */
export const makeListSales =
  (views: Pick<SalesViews, 'rows'>, now: () => Date) =>
  async ({ limit, ...range }: ListSales): Promise<SalesPage> => {
    const asOf = now().toISOString();
    const rows: KeySales[] = [];
    for await (const row of sumByKey(views.rows(range))) {
      if (row.orders <= 0) continue;
      if (rows.length === limit) return { rows, asOf, ...nextAfter(rows) };
      rows.push(row);
    }
    return { rows, asOf };
  };

function nextAfter(rows: readonly KeySales[]): { readonly nextAfter?: string } {
  const last = rows.at(-1);
  return last === undefined ? {} : { nextAfter: last.key };
}

async function* sumByKey(rows: AsyncIterable<SalesRow>): AsyncGenerator<KeySales> {
  let current: KeySales | undefined;
  for await (const row of rows) {
    if (current !== undefined && current.key !== row.key) yield current;
    const sum: SalesFigures = current?.key === row.key ? current : NO_SALES;
    current = { key: row.key, ...addFigures(sum, row) };
  }
  if (current !== undefined) yield current;
}
