import type { OrderCancelledV1 } from '@tidings/events/orders/order-cancelled';
import type { OrderPlacedV1 } from '@tidings/events/orders/order-placed';

/** Everything that was agreed when the order was placed. */
export type OrderFacts = OrderPlacedV1;
export type OrderLine = OrderFacts['lines'][number];

export type Order =
  | { readonly status: 'none' }
  | { readonly status: 'placed'; readonly facts: OrderFacts }
  | {
      readonly status: 'cancelled';
      readonly facts: OrderFacts;
      readonly reason: string;
      /** UTC, ISO 8601. */
      readonly cancelledAt: string;
    };

export type OrderEvent =
  | { readonly type: 'OrderPlaced'; readonly version: 1; readonly data: OrderPlacedV1 }
  | { readonly type: 'OrderCancelled'; readonly version: 1; readonly data: OrderCancelledV1 };

/** `at` is the time of the request: UTC, ISO 8601. */
export interface PlaceOrder {
  readonly type: 'PlaceOrder';
  readonly order: Omit<OrderFacts, 'totalMinor' | 'placedAt'>;
  readonly at: string;
}

export interface CancelOrder {
  readonly type: 'CancelOrder';
  readonly orderId: string;
  readonly reason: string;
  readonly at: string;
}

export type OrderCommand = PlaceOrder | CancelOrder;

export type OrderRejection =
  | { readonly reason: 'OrderNotFound' }
  | { readonly reason: 'OrderWithoutLines' }
  | { readonly reason: 'TooManyLines'; readonly maxLines: number }
  /** With this line, counted from 0, the total is more than can be counted exactly. */
  | { readonly reason: 'TotalTooLarge'; readonly line: number };

/** Lines of one order at most; the longest invoice a shop has shown us has 1,110. */
export const MAX_LINES = 1_500;

export const noOrder: Order = { status: 'none' };
