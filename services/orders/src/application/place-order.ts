import { type CommitContext, jsonBytes, type Rehydrated, retryOnConflict } from '@tidings/event-store';
import type { Order, OrderRejection, PlaceOrder } from '../domain/order.ts';
import { orderDecider } from '../domain/order-decider.ts';
import { type OrderStore, orderProjection, streamOf } from './order-store.ts';

export interface PlaceOrderRequest {
  readonly command: PlaceOrder;
  /** Hash of what was asked for, the same whenever the same is asked for again. */
  readonly requestHash: string;
  readonly context: CommitContext;
}

export type PlaceOrderOutcome =
  | { readonly ok: true; readonly orderId: string; readonly status: 'placed' }
  | {
      readonly ok: false;
      readonly rejection:
        | OrderRejection
        /** The id already stands for an order that was asked for in other words. */
        | { readonly reason: 'IdempotencyKeyReused' }
        | { readonly reason: 'OrderTooLarge'; readonly bytes: number; readonly maxBytes: number };
    };

export type PlaceOrderUseCase = (request: PlaceOrderRequest) => Promise<PlaceOrderOutcome>;

/** JSON bytes of an order's facts: room is left for what its cancellation adds, so that every order can be cancelled. */
export const MAX_ORDER_BYTES = 190_000;

/** Attribute of an order's first commit that holds the request's hash. */
const REQUEST_HASH = 'requestHash';

/**
 * Places an order under an id that stands for customer and idempotency key. The first try assumes that the id is new
 * and costs one write; only when it is not is the stream read, and the request compared with the one that was first.
 */
export function makePlaceOrder({ store }: { readonly store: OrderStore }): PlaceOrderUseCase {
  return (request) =>
    retryOnConflict(async (attempt) => {
      const stream = streamOf(request.command.order.orderId);
      const isFirst = attempt === 1;
      const found = isFirst ? unwritten : await store.rehydrate(stream, orderProjection);
      return found.version === 0 ? placeNew(store, stream, request) : answerAgain(found, request);
    });
}

const unwritten: Rehydrated<Order> = { state: orderDecider.initialState, version: 0 };

async function placeNew(store: OrderStore, stream: string, request: PlaceOrderRequest): Promise<PlaceOrderOutcome> {
  const { command, requestHash, context } = request;
  const decision = orderDecider.decide(command, orderDecider.initialState);
  if (!decision.ok) return decision;
  const bytes = Math.max(...decision.events.map(({ data }) => jsonBytes(data)));
  if (bytes > MAX_ORDER_BYTES) {
    return { ok: false, rejection: { reason: 'OrderTooLarge', bytes, maxBytes: MAX_ORDER_BYTES } };
  }
  const attributes = { ...context.attributes, [REQUEST_HASH]: requestHash };
  await store.append(stream, decision.events, { expectedVersion: 0, context: { ...context, attributes } });
  return placed(request);
}

/** The same request gets the same answer, whatever has become of the order since. */
function answerAgain({ first }: Rehydrated<Order>, request: PlaceOrderRequest): PlaceOrderOutcome {
  if (first?.attributes?.[REQUEST_HASH] === request.requestHash) return placed(request);
  return { ok: false, rejection: { reason: 'IdempotencyKeyReused' } };
}

function placed({ command }: PlaceOrderRequest): PlaceOrderOutcome {
  return { ok: true, orderId: command.order.orderId, status: 'placed' };
}
