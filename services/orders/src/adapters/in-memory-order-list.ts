import type { OrderList } from '../application/order-list.ts';
import type { OrderRow } from '../domain/order-row.ts';
import { placeOf } from './order-list-place.ts';

/** A list in this process' memory, for tests and simulations; it passes the same suite as the table. */
export function makeInMemoryOrderList(): OrderList {
  const rows = new Map<string, OrderRow>();
  let asOf: string | null = null;
  return {
    page: async ({ customerId, limit, after }) => {
      const visible = [...rows.values()].filter((row) => customerId === undefined || row.customerId === customerId);
      const sorted = visible.toSorted((one, other) => (placeOf(one) < placeOf(other) ? 1 : -1));
      const rest = after === undefined ? sorted : sorted.filter((row) => placeOf(row) < after);
      const items = rest.slice(0, limit);
      const last = items.at(-1);
      return rest.length > limit && last !== undefined ? { items, next: placeOf(last), asOf } : { items, asOf };
    },
    save: async (row) => {
      const known = rows.get(row.orderId);
      if (known === undefined || known.lastPosition < row.lastPosition) rows.set(row.orderId, row);
    },
    noteChange: async (occurredAt) => {
      if (asOf === null || asOf < occurredAt) asOf = occurredAt;
    },
  };
}
