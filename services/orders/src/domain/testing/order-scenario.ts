import { deepStrictEqual } from 'node:assert/strict';
import type { OrderCancelledV1 } from '@tidings/events/orders/order-cancelled';
import type { OrderPlacedV1 } from '@tidings/events/orders/order-placed';
import type { CancelOrder, OrderCommand, OrderEvent, OrderRejection, PlaceOrder } from '../order.ts';
import { orderDecider } from '../order-decider.ts';

export const NOON = '2026-03-01T12:00:00.000Z';

const ORDER: PlaceOrder['order'] = {
  orderId: '0b3f6f0a-5d0f-5f5c-8d7c-3a1c6f1f6b10',
  customerId: '17850',
  contact: { email: 'customer-17850@example.com', name: 'Customer 17850' },
  country: 'GB',
  currency: 'GBP',
  lines: [{ sku: '85123A', description: 'White lantern', quantity: 6, unitPriceMinor: 255 }],
};

const PLACED: OrderPlacedV1 = { ...ORDER, totalMinor: 1_530, placedAt: NOON };

/** A PlaceOrder for one line of 1,530 pence, changed where a test says so. */
export function placeOrder(changes: Partial<PlaceOrder['order']> = {}): PlaceOrder {
  return { type: 'PlaceOrder', order: { ...ORDER, ...changes }, at: NOON };
}

export function cancelOrder(changes: Partial<CancelOrder> = {}): CancelOrder {
  return { type: 'CancelOrder', orderId: ORDER.orderId, reason: 'changed my mind', at: NOON, ...changes };
}

export function orderPlaced(changes: Partial<OrderPlacedV1> = {}): OrderEvent {
  return { type: 'OrderPlaced', version: 1, data: { ...PLACED, ...changes } };
}

export function orderCancelled(changes: Partial<OrderCancelledV1> = {}): OrderEvent {
  const data = { ...PLACED, reason: 'changed my mind', cancelledAt: NOON, ...changes };
  return { type: 'OrderCancelled', version: 1, data };
}

export interface Scenario {
  /** The decision is these events and no others. */
  then(...expected: readonly OrderEvent[]): void;
  /** The decision is this rejection, by its reason. */
  thenRejected(reason: OrderRejection['reason']): void;
}

/** An order with these events behind it, ready for one command. */
export function given(...history: readonly OrderEvent[]): { when(command: OrderCommand): Scenario } {
  const order = history.reduce(orderDecider.evolve, orderDecider.initialState);
  return {
    when: (command) => {
      const decision = orderDecider.decide(command, order);
      return {
        then: (...expected) => deepStrictEqual(decision, { ok: true, events: expected }),
        thenRejected: (reason) => {
          deepStrictEqual(decision.ok ? decision : { ok: false, reason: decision.rejection.reason }, {
            ok: false,
            reason,
          });
        },
      };
    },
  };
}
