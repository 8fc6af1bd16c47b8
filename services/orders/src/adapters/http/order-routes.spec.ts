import { type EventStore, makeInMemoryEventStore } from '@tidings/event-store';
import { encodePageToken, type HttpRequest, type HttpResponse } from '@tidings/http-api';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeCancelOrder } from '../../application/cancel-order.ts';
import { makeGetOrder } from '../../application/get-order.ts';
import { makeListOrders } from '../../application/list-orders.ts';
import { makePlaceOrder } from '../../application/place-order.ts';
import { makeProjectOrderList } from '../../application/project-order-list.ts';
import type { OrderEvent } from '../../domain/order.ts';
import { NOON } from '../../domain/testing/order-scenario.ts';
import { makeInMemoryOrderList } from '../in-memory-order-list.ts';
import { cancelOrderRoute } from './cancel-order-route.ts';
import { getOrderRoute } from './get-order-route.ts';
import { listOrdersRoute } from './list-orders-route.ts';
import { placeOrderRoute } from './place-order-route.ts';
import { httpRequest, ORDER_BODY } from './testing/http-requests.ts';

const now = (): Date => new Date(NOON);
const ADMIN = { subject: 'back-office', scopes: ['orders:admin'] } as const;
const STRANGER = { subject: '12583' } as const;
const NO_ORDER = '0b3f6f0a-5d0f-5f5c-8d7c-3a1c6f1f6b10';

const bodyOf = ({ body }: HttpResponse): Record<string, unknown> => JSON.parse(body ?? '') as Record<string, unknown>;

describe('routes of an order that customer 17850 has placed', () => {
  let store: EventStore<OrderEvent>;
  let orderId: string;
  let get: (request: HttpRequest) => Promise<HttpResponse>;
  let cancel: (request: HttpRequest) => Promise<HttpResponse>;

  beforeEach(async () => {
    store = makeInMemoryEventStore<OrderEvent>();
    const place = placeOrderRoute({ placeOrder: makePlaceOrder({ store }), now });
    get = getOrderRoute({ getOrder: makeGetOrder({ store }) });
    cancel = cancelOrderRoute({ cancelOrder: makeCancelOrder({ store }), now });
    const placed = await place(httpRequest({ body: ORDER_BODY, headers: { 'idempotency-key': 'key-1' } }));
    orderId = String(bodyOf(placed)['orderId']);
  });

  const cancellation = (changes: object = {}): HttpRequest =>
    httpRequest({ path: { orderId }, body: { reason: 'mistake' }, ...changes });

  it('shows the order to its customer', async () => {
    const response = await get(httpRequest({ path: { orderId } }));
    expect(response.statusCode).toBe(200);
    expect(bodyOf(response)).toEqual({
      orderId,
      customerId: '17850',
      status: 'placed',
      ...ORDER_BODY,
      totalMinor: 1_530,
      placedAt: NOON,
    });
  });

  it('shows the order to whoever has orders:admin', async () => {
    expect((await get(httpRequest({ ...ADMIN, path: { orderId } }))).statusCode).toBe(200);
  });

  it('answers others as if there were no order', async () => {
    const other = await get(httpRequest({ ...STRANGER, path: { orderId } }));
    const missing = await get(httpRequest({ path: { orderId: NO_ORDER } }));
    expect([other.statusCode, other.body]).toEqual([404, missing.body]);
  });

  it.each(['', 'x', '../../etc', 'a/b', NO_ORDER.toUpperCase()])('finds no order under "%s"', async (id) => {
    expect((await get(httpRequest({ path: { orderId: id } }))).statusCode).toBe(404);
    expect((await cancel(cancellation({ path: { orderId: id } }))).statusCode).toBe(404);
  });

  it('cancels, and answers the same when asked again', async () => {
    const first = await cancel(cancellation());
    const again = await cancel(cancellation());
    expect([first.statusCode, bodyOf(first)]).toEqual([202, { orderId, status: 'cancelled' }]);
    expect([again.statusCode, again.body]).toEqual([202, first.body]);
    expect(bodyOf(await get(httpRequest({ path: { orderId } })))).toMatchObject({
      status: 'cancelled',
      reason: 'mistake',
      cancelledAt: NOON,
    });
  });

  it('cancels for orders:admin, and for nobody else', async () => {
    expect((await cancel(cancellation(STRANGER))).statusCode).toBe(404);
    expect((await cancel(cancellation(ADMIN))).statusCode).toBe(202);
  });

  it.each([
    ['missing', {}],
    ['empty', { reason: ' ' }],
    ['too long', { reason: 'x'.repeat(501) }],
    ['no text', { reason: 7 }],
  ])('names a reason that is %s', async (_, body) => {
    const response = await cancel(cancellation({ body }));
    expect(response.statusCode).toBe(400);
    expect(bodyOf(response)).toMatchObject({ errors: [{ pointer: '#/reason' }] });
  });
});

describe('GET /orders', () => {
  let list: (request: HttpRequest) => Promise<HttpResponse>;

  beforeEach(async () => {
    const orderList = makeInMemoryOrderList();
    const store = makeInMemoryEventStore<OrderEvent>();
    const place = placeOrderRoute({ placeOrder: makePlaceOrder({ store }), now });
    const { take, finish } = makeProjectOrderList({ list: orderList });
    for (const [index, subject] of ['17850', '17850', '17850', '12583'].entries()) {
      const headers = { 'idempotency-key': `key-${index}` };
      const { orderId } = bodyOf(await place(httpRequest({ subject, body: ORDER_BODY, headers })));
      const { commits } = await store.read(`order-${String(orderId)}`);
      await Promise.all(commits.map(take));
      await finish(commits);
    }
    list = listOrdersRoute({ listOrders: makeListOrders({ list: orderList }) });
  });

  const listed = async (request: HttpRequest) => {
    const { items, next, asOf } = bodyOf(await list(request));
    return { customers: (items as { customerId: string }[]).map(({ customerId }) => customerId), next, asOf };
  };

  it('lists what the caller has ordered', async () => {
    const { items, next, asOf } = bodyOf(await list(httpRequest()));
    expect({ next, asOf }).toEqual({ next: null, asOf: NOON });
    expect(items).toHaveLength(3);
    expect((items as unknown[])[0]).toEqual({
      orderId: expect.any(String),
      customerId: '17850',
      status: 'placed',
      currency: 'GBP',
      totalMinor: 1_530,
      placedAt: NOON,
    });
  });

  it('lists another customer only for orders:admin', async () => {
    const query = { customerId: '12583' };
    expect((await list(httpRequest({ query }))).statusCode).toBe(403);
    expect((await listed(httpRequest({ ...ADMIN, query }))).customers).toEqual(['12583']);
    expect((await listed(httpRequest({ ...STRANGER, query }))).customers).toEqual(['12583']);
  });

  it('lists everybody for orders:admin who names nobody', async () => {
    expect((await listed(httpRequest(ADMIN))).customers.toSorted()).toEqual(['12583', '17850', '17850', '17850']);
  });

  it('goes on where the page before has ended', async () => {
    const first = await listed(httpRequest({ query: { limit: '2' } }));
    expect(first.customers).toHaveLength(2);
    const last = await listed(httpRequest({ query: { limit: '2', next: String(first.next) } }));
    expect(last).toEqual({ customers: ['17850'], next: null, asOf: NOON });
  });

  it('takes a token for the list that it was answered for only', async () => {
    const { next } = await listed(httpRequest({ ...ADMIN, query: { limit: '1' } }));
    const response = await list(httpRequest({ query: { limit: '1', next: String(next) } }));
    expect(response.statusCode).toBe(400);
    expect(bodyOf(response)).toMatchObject({ errors: [{ field: 'next' }] });
  });

  it.each([
    ['limit', { limit: '0' }],
    ['limit', { limit: '101' }],
    ['limit', { limit: '1e1' }],
    ['next', { next: 'nonsense' }],
    ['next', { next: 'x'.repeat(5_000) }],
    ['next', { next: encodePageToken(['17850', '']) }],
    ['next', { next: encodePageToken(['17850', 'x'.repeat(600)]) }],
    ['customerId', { customerId: '' }],
    ['customerId', { customerId: '1'.repeat(129) }],
  ])('names %s in %j', async (field, query) => {
    const response = await list(httpRequest({ query }));
    expect(response.statusCode).toBe(400);
    expect(bodyOf(response)).toMatchObject({ errors: [{ field }] });
  });
});
