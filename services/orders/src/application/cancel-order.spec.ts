import { type EventStore, makeInMemoryEventStore, StreamConflictError } from '@tidings/event-store';
import { describe, expect, it } from 'vitest';
import type { OrderEvent } from '../domain/order.ts';
import { NOON, orderCancelled, orderPlaced } from '../domain/testing/order-scenario.ts';
import { type CancelOrderRequest, makeCancelOrder } from './cancel-order.ts';
import { makeGetOrder } from './get-order.ts';
import { streamOf } from './order-store.ts';

const orderId = '0b3f6f0a-5d0f-5f5c-8d7c-3a1c6f1f6b10';
const owner = { customerId: '17850', actsForAnyone: false };
const stranger = { customerId: '12583', actsForAnyone: false };
const admin = { customerId: 'back-office', actsForAnyone: true };
const context = {
  occurredAt: NOON,
  correlationId: 'c-1',
  causationId: 'r-1',
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  hops: 0,
};

function request(requester: CancelOrderRequest['requester']): CancelOrderRequest {
  return { command: { type: 'CancelOrder', orderId, reason: 'changed my mind', at: NOON }, requester, context };
}

async function storeWithOrder(): Promise<EventStore<OrderEvent>> {
  const store = makeInMemoryEventStore<OrderEvent>();
  await store.append(streamOf(orderId), [orderPlaced()], { expectedVersion: 0, context });
  return store;
}

describe('cancelling an order', () => {
  it.each([
    ['its customer', owner],
    ['whoever acts for anyone', admin],
  ])('appends the cancellation for %s', async (_, requester) => {
    const store = await storeWithOrder();
    expect(await makeCancelOrder({ store })(request(requester))).toEqual({ ok: true, orderId, status: 'cancelled' });
    expect((await store.read(streamOf(orderId))).events).toEqual([orderPlaced(), orderCancelled()]);
  });

  it('answers the same the second time, and appends nothing', async () => {
    const store = await storeWithOrder();
    const cancel = makeCancelOrder({ store });
    const first = await cancel(request(owner));
    expect(await cancel(request(owner))).toEqual(first);
    expect((await store.read(streamOf(orderId))).version).toBe(2);
  });

  it('finds no order of somebody else', async () => {
    const store = await storeWithOrder();
    const outcome = await makeCancelOrder({ store })(request(stranger));
    expect(outcome).toEqual({ ok: false, rejection: { reason: 'OrderNotFound' } });
    expect((await store.read(streamOf(orderId))).version).toBe(1);
  });

  it('finds no order that nobody placed', async () => {
    const store = makeInMemoryEventStore<OrderEvent>();
    expect(await makeCancelOrder({ store })(request(admin))).toEqual({
      ok: false,
      rejection: { reason: 'OrderNotFound' },
    });
  });

  it('decides again from the beginning when another writer was first', async () => {
    const store = await storeWithOrder();
    const rival = makeCancelOrder({ store });
    let isFirst = true;
    const append: typeof store.append = async (...args) => {
      if (isFirst) await rival(request(admin));
      isFirst = false;
      return store.append(...args);
    };
    expect(await makeCancelOrder({ store: { ...store, append } })(request(owner))).toMatchObject({ ok: true });
    expect((await store.read(streamOf(orderId))).version).toBe(2);
  });

  it('answers the same when the write was done and its answer was lost', async () => {
    const store = await storeWithOrder();
    const append: typeof store.append = async (stream, events, options) => {
      await store.append(stream, events, options);
      throw new StreamConflictError(stream, options.expectedVersion);
    };
    const outcome = await makeCancelOrder({ store: { ...store, append } })(request(owner));
    expect(outcome).toEqual({ ok: true, orderId, status: 'cancelled' });
    expect((await store.read(streamOf(orderId))).version).toBe(2);
  });

  it('gives up when every try meets another writer', async () => {
    const store = await storeWithOrder();
    const append = () => Promise.reject(new StreamConflictError(streamOf(orderId), 1));
    await expect(makeCancelOrder({ store: { ...store, append } })(request(owner))).rejects.toThrow(StreamConflictError);
  });
});

describe('showing an order', () => {
  it('folds its whole history', async () => {
    const store = await storeWithOrder();
    await makeCancelOrder({ store })(request(owner));
    const { orderId: id, ...facts } = orderPlaced().data;
    expect(await makeGetOrder({ store })({ orderId, requester: owner })).toEqual({
      status: 'cancelled',
      facts: { orderId: id, ...facts },
      reason: 'changed my mind',
      cancelledAt: NOON,
    });
  });

  it('shows nothing of somebody else', async () => {
    const store = await storeWithOrder();
    expect(await makeGetOrder({ store })({ orderId, requester: stranger })).toBeUndefined();
    expect(await makeGetOrder({ store })({ orderId, requester: admin })).toMatchObject({ status: 'placed' });
  });
});
