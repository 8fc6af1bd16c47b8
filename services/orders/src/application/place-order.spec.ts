import { makeInMemoryEventStore, StreamConflictError } from '@tidings/event-store';
import { describe, expect, it } from 'vitest';
import type { OrderEvent } from '../domain/order.ts';
import { NOON, orderPlaced, placeOrder } from '../domain/testing/order-scenario.ts';
import { makeCancelOrder } from './cancel-order.ts';
import { type OrderStore, streamOf } from './order-store.ts';
import { makePlaceOrder, MAX_ORDER_BYTES, type PlaceOrderRequest } from './place-order.ts';

const context = {
  occurredAt: NOON,
  correlationId: 'c-1',
  causationId: 'r-1',
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  hops: 0,
};
const orderId = '0b3f6f0a-5d0f-5f5c-8d7c-3a1c6f1f6b10';

function request(changes: Partial<PlaceOrderRequest> = {}): PlaceOrderRequest {
  return { command: placeOrder(), requestHash: 'hash-1', context, ...changes };
}

/** Lines whose order has about so many JSON bytes. */
function linesOfBytes(bytes: number) {
  const line = { sku: 's', description: 'x'.repeat(435), quantity: 1, unitPriceMinor: 1 };
  return Array.from({ length: Math.floor(bytes / 500) }, () => line);
}

describe('placing an order', () => {
  it('appends one commit that remembers the hash of its request', async () => {
    const store = makeInMemoryEventStore<OrderEvent>();
    const outcome = await makePlaceOrder({ store })(request());
    expect(outcome).toEqual({ ok: true, orderId, status: 'placed' });
    expect((await store.read(streamOf(orderId))).commits).toEqual([
      { position: 1, events: [orderPlaced()], context: { ...context, attributes: { requestHash: 'hash-1' } } },
    ]);
  });

  it('reads nothing for an order that is new', async () => {
    const { append } = makeInMemoryEventStore<OrderEvent>();
    const store: OrderStore = { append, rehydrate: () => Promise.reject(new TypeError('read')) };
    expect(await makePlaceOrder({ store })(request())).toMatchObject({ ok: true });
  });

  it('answers the same request the same again, and appends nothing', async () => {
    const store = makeInMemoryEventStore<OrderEvent>();
    const place = makePlaceOrder({ store });
    const first = await place(request());
    expect(await place(request())).toEqual(first);
    expect((await store.read(streamOf(orderId))).version).toBe(1);
  });

  it('answers the same request the same even when the order has been cancelled since', async () => {
    const store = makeInMemoryEventStore<OrderEvent>();
    const place = makePlaceOrder({ store });
    const first = await place(request());
    await makeCancelOrder({ store })({
      command: { type: 'CancelOrder', orderId, reason: 'mistake', at: NOON },
      requester: { customerId: '17850', actsForAnyone: false },
      context,
    });
    expect(await place(request())).toEqual(first);
  });

  it('refuses another request under the same key', async () => {
    const store = makeInMemoryEventStore<OrderEvent>();
    const place = makePlaceOrder({ store });
    await place(request());
    const other = request({ command: placeOrder({ country: 'FR' }), requestHash: 'hash-2' });
    expect(await place(other)).toEqual({ ok: false, rejection: { reason: 'IdempotencyKeyReused' } });
    expect((await store.read(streamOf(orderId))).events).toEqual([orderPlaced()]);
  });

  it('lets one of two requests in that arrive at once, and answers both the same', async () => {
    const store = makeInMemoryEventStore<OrderEvent>();
    const place = makePlaceOrder({ store });
    const [one, other] = await Promise.all([place(request()), place(request())]);
    expect(one).toEqual(other);
    expect((await store.read(streamOf(orderId))).version).toBe(1);
  });

  it('answers the same when the write was done and its answer was lost', async () => {
    const store = makeInMemoryEventStore<OrderEvent>();
    const append: OrderStore['append'] = async (stream, events, options) => {
      await store.append(stream, events, options);
      throw new StreamConflictError(stream, options.expectedVersion); // what a client sees that writes again by itself
    };
    const outcome = await makePlaceOrder({ store: { ...store, append } })(request());
    expect(outcome).toEqual({ ok: true, orderId, status: 'placed' });
    expect((await store.read(streamOf(orderId))).events).toEqual([orderPlaced()]);
  });

  it('refuses what the rules refuse without a write', async () => {
    const store = makeInMemoryEventStore<OrderEvent>();
    const outcome = await makePlaceOrder({ store })(request({ command: placeOrder({ lines: [] }) }));
    expect(outcome).toEqual({ ok: false, rejection: { reason: 'OrderWithoutLines' } });
    expect((await store.read(streamOf(orderId))).version).toBe(0);
  });

  it('refuses an order that is too large for an event without a write', async () => {
    const store = makeInMemoryEventStore<OrderEvent>();
    const lines = linesOfBytes(MAX_ORDER_BYTES + 2_000);
    const outcome = await makePlaceOrder({ store })(request({ command: placeOrder({ lines }) }));
    expect(outcome).toMatchObject({ ok: false, rejection: { reason: 'OrderTooLarge', maxBytes: MAX_ORDER_BYTES } });
    expect((await store.read(streamOf(orderId))).version).toBe(0);
  });

  it('takes no order that could not be cancelled, in whatever words', async () => {
    const store = makeInMemoryEventStore<OrderEvent>();
    const lines = linesOfBytes(MAX_ORDER_BYTES - 2_000);
    expect(await makePlaceOrder({ store })(request({ command: placeOrder({ lines }) }))).toMatchObject({ ok: true });
    const outcome = await makeCancelOrder({ store })({
      command: { type: 'CancelOrder', orderId, reason: '\u0001'.repeat(500), at: NOON },
      requester: { customerId: '17850', actsForAnyone: false },
      context,
    });
    expect(outcome).toEqual({ ok: true, orderId, status: 'cancelled' });
  });
});
