import { makeInMemoryEventStore } from '@tidings/event-store';
import { httpHandler } from '@tidings/http-api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeCancelOrder } from '../../application/cancel-order.ts';
import { makeGetOrder } from '../../application/get-order.ts';
import { makeListOrders } from '../../application/list-orders.ts';
import { makePlaceOrder } from '../../application/place-order.ts';
import type { OrderEvent } from '../../domain/order.ts';
import { NOON } from '../../domain/testing/order-scenario.ts';
import { makeInMemoryOrderList } from '../in-memory-order-list.ts';
import { cancelOrderRoute } from './cancel-order-route.ts';
import { getOrderRoute } from './get-order-route.ts';
import { listOrdersRoute } from './list-orders-route.ts';
import { placeOrderRoute } from './place-order-route.ts';
import { ORDER_BODY } from './testing/http-requests.ts';

type ApiEvent = Parameters<ReturnType<typeof httpHandler>>[0];

const now = (): Date => new Date(NOON);
const store = makeInMemoryEventStore<OrderEvent>();
const routes = {
  place: placeOrderRoute({ placeOrder: makePlaceOrder({ store }), now }),
  cancel: cancelOrderRoute({ cancelOrder: makeCancelOrder({ store }), now }),
  get: getOrderRoute({ getOrder: makeGetOrder({ store }) }),
  list: listOrdersRoute({ listOrders: makeListOrders({ list: makeInMemoryOrderList() }) }),
};
const unexpected: unknown[] = [];
const options = {
  log: {
    info: () => undefined,
    error: (_: string, { error }: { readonly error?: unknown }) => void unexpected.push(error),
  },
  newCorrelationId: () => 'c-1',
  childTraceparent: () => '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
};

const anyText = fc.string({ unit: 'binary', maxLength: 300 });
const anyBody = fc.oneof(
  anyText,
  fc.json({ maxDepth: 20 }),
  fc.tuple(fc.nat(500), anyText).map(([at, text]) => {
    const body = JSON.stringify(ORDER_BODY);
    return body.slice(0, at) + text + body.slice(at + text.length);
  }),
);
const anyRequest = fc.record({
  route: fc.constantFrom(...Object.values(routes)),
  headers: fc.record({
    'content-type': fc.constantFrom('application/json', 'text/plain', ''),
    'idempotency-key': fc.oneof(fc.constant('key-1'), anyText),
    'x-correlation-id': anyText,
    traceparent: anyText,
  }),
  pathParameters: fc.record({ orderId: fc.oneof(fc.uuid(), anyText) }),
  queryStringParameters: fc.record(
    { customerId: anyText, limit: fc.oneof(fc.constant('5'), anyText), next: anyText },
    { requiredKeys: [] },
  ),
  claims: fc.record({ sub: fc.oneof(fc.constant('17850'), anyText), scope: fc.constantFrom('', 'orders:admin') }),
  isBase64Encoded: fc.boolean(),
  body: fc.option(anyBody, { nil: undefined }),
});

describe('the routes of orders', () => {
  it('answer whatever they are sent with a status below 500', async () => {
    await fc.assert(
      fc.asyncProperty(anyRequest, async ({ route, claims, ...request }) => {
        const event = { ...request, requestContext: { requestId: 'r-1', authorizer: { jwt: { claims } } } };
        const { statusCode } = await httpHandler(route, options)(event as unknown as ApiEvent);
        expect({ statusCode, unexpected }).toEqual({ statusCode: expect.any(Number), unexpected: [] });
        expect(statusCode).toBeLessThan(500);
      }),
      { numRuns: 3_000 },
    );
  });
});
