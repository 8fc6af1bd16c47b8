import type { Order } from '../domain/order.ts';
import { isVisible, type OrderStore, orderProjection, type Requester, streamOf } from './order-store.ts';

export type FoundOrder = Exclude<Order, { readonly status: 'none' }>;

export interface GetOrderRequest {
  readonly orderId: string;
  readonly requester: Requester;
}

/** Answers the order as it is now, or nothing when there is none for the one who asks. */
export type GetOrderUseCase = (request: GetOrderRequest) => Promise<FoundOrder | undefined>;

export function makeGetOrder({ store }: { readonly store: OrderStore }): GetOrderUseCase {
  return async ({ orderId, requester }) => {
    const { state } = await store.rehydrate(streamOf(orderId), orderProjection);
    return isVisible(state, requester) ? state : undefined;
  };
}
