import type { OrderRow } from '../domain/order-row.ts';

/** A row's place in a list: `<placedAt>#<orderId>`, so that text order is time order and no two rows share one. */
export function placeOf({ placedAt, orderId }: Pick<OrderRow, 'placedAt' | 'orderId'>): string {
  return `${placedAt}#${orderId}`;
}
