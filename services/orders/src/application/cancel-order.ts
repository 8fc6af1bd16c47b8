import { type CommitContext, retryOnConflict } from '@tidings/event-store';
import type { CancelOrder, OrderRejection } from '../domain/order.ts';
import { orderDecider } from '../domain/order-decider.ts';
import { isVisible, type OrderStore, orderProjection, type Requester, streamOf } from './order-store.ts';

export interface CancelOrderRequest {
  readonly command: CancelOrder;
  readonly requester: Requester;
  readonly context: CommitContext;
}

export type CancelOrderOutcome =
  | { readonly ok: true; readonly orderId: string; readonly status: 'cancelled' }
  | { readonly ok: false; readonly rejection: OrderRejection };

export type CancelOrderUseCase = (request: CancelOrderRequest) => Promise<CancelOrderOutcome>;

/** Cancels an order; cancelling twice is harmless, and other people's orders are not found. */
export function makeCancelOrder({ store }: { readonly store: OrderStore }): CancelOrderUseCase {
  return ({ command, requester, context }) =>
    retryOnConflict(async () => {
      const stream = streamOf(command.orderId);
      const { state, version } = await store.rehydrate(stream, orderProjection);
      if (!isVisible(state, requester)) return { ok: false, rejection: { reason: 'OrderNotFound' } };
      const decision = orderDecider.decide(command, state);
      if (!decision.ok) return decision;
      const { events } = decision;
      if (events.length > 0) await store.append(stream, events, { expectedVersion: version, context });
      return { ok: true, orderId: command.orderId, status: 'cancelled' };
    });
}
