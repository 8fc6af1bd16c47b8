import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { http, type HttpCall } from './support/http.ts';
import { orderBody } from './support/order-bodies.ts';
import { openShop, type Shop } from './support/shop.ts';

describe('who may do what', () => {
  const opened: { shop: Shop; orderId: string; ada: string; bob: string } = {
    shop: {} as Shop,
    orderId: '',
    ada: '',
    bob: '',
  };
  beforeAll(async () => {
    const shop = await openShop();
    const orderId = await shop.placed({}, { customer: 'ada' });
    await shop.settle();
    Object.assign(opened, { shop, orderId, ada: await shop.tokenOf('ada'), bob: await shop.tokenOf('bob') });
  });
  afterAll(() => opened.shop.close());

  const orders = (path: string, call: HttpCall): ReturnType<typeof http> =>
    http(`${opened.shop.endpoints.orders}${path}`, call);
  const sales = (call: HttpCall): ReturnType<typeof http> =>
    http(`${opened.shop.endpoints.analytics}/sales?by=day`, call);
  const placing = (token: string, body: object = orderBody()): HttpCall => ({
    method: 'POST',
    token,
    headers: { 'idempotency-key': 'k' },
    body,
  });

  const routes: readonly (readonly [string, (call: HttpCall) => ReturnType<typeof http>])[] = [
    ['POST /orders', (call) => orders('/orders', { ...call, method: 'POST', body: orderBody() })],
    ['GET /orders', (call) => orders('/orders', call)],
    ['GET /orders/{orderId}', (call) => orders(`/orders/${opened.orderId}`, call)],
    [
      'POST /orders/{orderId}/cancellation',
      (call) => orders(`/orders/${opened.orderId}/cancellation`, { ...call, method: 'POST', body: { reason: 'x' } }),
    ],
    ['GET /sales', sales],
  ];

  it.each(routes)(
    '%s refuses a call without a token, with a forged one, and with an expired one',
    async (_route, request) => {
      const expired = await opened.shop.cloud.issuer.mint({ sub: 'ada', expiresInSeconds: -3_600 });
      const [header, , signature] = opened.ada.split('.');
      const forged = `${header}.${Buffer.from(JSON.stringify({ sub: 'ada', scope: 'orders:admin' })).toString('base64url')}.${signature}`;
      const answers = await Promise.all([request({}), request({ token: forged }), request({ token: expired })]);
      expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
    },
  );

  it('hides an order from other customers', async () => {
    expect((await orders(`/orders/${opened.orderId}`, { token: opened.bob })).status).toBe(404);
    const cancellation = { method: 'POST', token: opened.bob, body: { reason: 'not mine' } };
    expect((await orders(`/orders/${opened.orderId}/cancellation`, cancellation)).status).toBe(404);
    expect((await orders(`/orders/${opened.orderId}`, { token: opened.ada })).body).toMatchObject({
      orderId: opened.orderId,
      status: 'placed',
    });
  });

  it("lists only the caller's own orders", async () => {
    expect((await orders('/orders', { token: opened.ada })).body).toMatchObject({
      items: [{ orderId: opened.orderId }],
    });
    expect((await orders('/orders', { token: opened.bob })).body).toMatchObject({ items: [] });
    expect((await orders('/orders?customerId=ada', { token: opened.bob })).status).toBe(403);
  });

  it('lets nobody but an administrator act for another customer', async () => {
    const forAda = orderBody({ customerId: 'ada' });
    expect((await orders('/orders', placing(opened.bob, forAda))).status).toBe(403);
    const token = await opened.shop.tokenOf('clerk', 'orders:admin');
    expect((await orders('/orders', placing(token, forAda))).status).toBe(202);
    expect((await orders('/orders?customerId=ada', { token })).status).toBe(200);
    expect((await orders(`/orders/${opened.orderId}`, { token })).body).toMatchObject({ customerId: 'ada' });
  });

  it('shows sales only to those with a scope for it', async () => {
    expect((await sales({ token: opened.ada })).status).toBe(403);
    expect((await sales({ token: await opened.shop.tokenOf('analyst', 'analytics:read') })).status).toBe(200);
  });

  const bad: readonly (readonly [string, object, string])[] = [
    ['no lines', { ...orderBody(), lines: [] }, 'lines'],
    [
      'a fraction of a piece',
      { ...orderBody(), lines: [{ sku: 'a', description: 'a', quantity: 1.5, unitPriceMinor: 1 }] },
      'quantity',
    ],
    [
      'a price of nothing',
      { ...orderBody(), lines: [{ sku: 'a', description: 'a', quantity: 1, unitPriceMinor: 0 }] },
      'unitPriceMinor',
    ],
    ['a country that is none', { ...orderBody(), country: 'United Kingdom' }, 'country'],
    ['a currency that is none', { ...orderBody(), currency: 'pounds' }, 'currency'],
    ['an address that is none', { ...orderBody(), contact: { email: 'ada', name: 'Ada' } }, 'email'],
  ];

  it.each(bad)('refuses %s with a problem that names the field', async (_title, body, field) => {
    const answer = await orders('/orders', placing(opened.ada, body));
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(JSON.stringify(answer.body)).toContain(field);
  });

  it.each(['{', '[]', '"x"', ''])('refuses the body %j', async (body) => {
    const answer = await orders('/orders', {
      method: 'POST',
      token: opened.ada,
      headers: { 'idempotency-key': 'k' },
      body,
    });
    expect(answer.status).toBe(400);
  });
});
