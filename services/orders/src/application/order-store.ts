import type { EventStore, StreamProjection } from '@tidings/event-store';
import type { Order, OrderEvent } from '../domain/order.ts';
import { orderDecider } from '../domain/order-decider.ts';

/** Where the history of orders is kept. */
export type OrderStore = Pick<EventStore<OrderEvent>, 'append' | 'rehydrate'>;

/** Who asks for something to be done or shown. */
export interface Requester {
  readonly customerId: string;
  /** May see and change the orders of every customer. */
  readonly actsForAnyone: boolean;
}

/** An order's history as the order it is now; orders are short and keep no snapshots. */
export const orderProjection: StreamProjection<OrderEvent, Order> = {
  initialState: orderDecider.initialState,
  evolve: orderDecider.evolve,
  schema: 1,
};

/** Name of an order's stream. */
export function streamOf(orderId: string): string {
  return `order-${orderId}`;
}

/** Whether an order is there for the one who asks: other people's orders are not. */
export function isVisible(order: Order, requester: Requester): order is Exclude<Order, { status: 'none' }> {
  if (order.status === 'none') return false;
  return requester.actsForAnyone || order.facts.customerId === requester.customerId;
}
