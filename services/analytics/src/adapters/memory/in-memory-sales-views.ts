import { Buffer } from 'node:buffer';
import type { SalesRange, SalesViews } from '../../application/sales-views.ts';
import type { SalesRow } from '../../domain/sales.ts';

/** Sales views in memory, for tests and simulations. Each change stays a row of its own. */
export function makeInMemorySalesViews(): SalesViews {
  const recorded = new Map<string, readonly SalesRow[]>();
  return {
    add: (eventId, changes) => {
      if (!recorded.has(eventId)) recorded.set(eventId, changes);
      return Promise.resolve();
    },
    rows: (range) => rowsOf([...recorded.values()].flat(), range),
  };
}

async function* rowsOf(changes: readonly SalesRow[], { view, from, to, after }: SalesRange): AsyncGenerator<SalesRow> {
  const rows = changes
    .filter((row) => row.view === view && row.day >= from && row.day <= to)
    .toSorted((left, right) => compareKeys(left.key, right.key));
  for (const row of rows) if (after === undefined || compareKeys(row.key, after) > 0) yield row;
}

function compareKeys(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}
