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

const STATUS: Readonly<Record<OrderEvent['type'], OrderRow['status']>> = {
  OrderPlaced: 'placed',
  OrderCancelled: 'cancelled',
};

/** The row after an event. Both events carry all of the order, so none needs the row before it. */
export function projectOrderRow({ type, data }: OrderEvent, position: number): OrderRow {
  const { orderId, customerId, currency, totalMinor, placedAt } = data;
  return { orderId, customerId, status: STATUS[type], currency, totalMinor, placedAt, lastPosition: position };
}
