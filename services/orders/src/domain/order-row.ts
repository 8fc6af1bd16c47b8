import type { OrderEvent } from './order.ts';

/** One order as a list shows it. Each event replaces the whole row. */
export interface OrderRow {
  readonly orderId: string;
  readonly customerId: string;
  readonly status: 'placed' | 'cancelled';
  readonly currency: string;
  readonly totalMinor: number;
  /** UTC, ISO 8601. */
  readonly placedAt: string;
  /** Position of the event that the row shows: a row of a lower position is older. */
  readonly lastPosition: number;
}

const STATUS: Readonly<Record<string, OrderRow['status']>> = {
  OrderPlaced: 'placed',
  OrderCancelled: 'cancelled',
} satisfies Readonly<Record<OrderEvent['type'], OrderRow['status']>>;

/**
 * The row after an event. Both events carry all of the order, so none needs the row before it. An event that newer code
 * has recorded and this code does not know leaves the row as it is: no row is answered.
 */
export function projectOrderRow({ type, data }: OrderEvent, position: number): OrderRow | undefined {
  const status = STATUS[type];
  if (status === undefined) return undefined;
  const { orderId, customerId, currency, totalMinor, placedAt } = data;
  return { orderId, customerId, status, currency, totalMinor, placedAt, lastPosition: position };
}
