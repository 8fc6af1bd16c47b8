import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { http } from './support/http.ts';
import { orderBody, pennyLines } from './support/order-bodies.ts';
import { openShop, type Shop } from './support/shop.ts';

describe('one order', () => {
  const opened: { shop: Shop } = { shop: {} as Shop };
  beforeAll(async () => {
    opened.shop = await openShop();
  });
  afterAll(() => opened.shop.close());

  it('becomes an event, an e-mail, a line in the list and sales figures', async () => {
    const { shop } = opened;
    const answer = await shop.place({}, { customer: 'one' });
    expect(answer.status).toBe(202);
    const { orderId, status } = answer.body as { readonly orderId: string; readonly status: string };
    expect(status).toBe('placed');
    expect(answer.headers.get('location')).toBe(`/orders/${orderId}`);
    await shop.settle();

    expect(await shop.mails()).toMatchObject([{ to: ['ada@example.com'] }]);
    expect(await shop.sales('customer')).toEqual([{ key: 'one', orders: 1, units: 6, totalMinor: { GBP: 2034 } }]);
    const token = await shop.tokenOf('one');
    const listed = await http(`${shop.endpoints.orders}/orders`, { token });
    expect(listed.body).toMatchObject({ items: [{ orderId, status: 'placed', totalMinor: 2034, currency: 'GBP' }] });
    expect(await shop.deadLetters()).toEqual({});
  });

  it('is placed once however often it is sent with the same key, and refused with another body', async () => {
    const { shop } = opened;
    const first = await shop.place({}, { customer: 'two', key: 'same-key' });
    const again = await shop.place({}, { customer: 'two', key: 'same-key' });
    expect(again).toMatchObject({ status: 202, body: first.body });
    const other = await shop.place({ country: 'FR' }, { customer: 'two', key: 'same-key' });
    expect(other.status).toBe(422);
    expect(other.headers.get('content-type')).toBe('application/problem+json');
    await shop.settle();
    expect((await shop.sales('customer')).find(({ key }) => key === 'two')).toMatchObject({ orders: 1 });
  });

  it('leaves the sales figures and sends one more e-mail when it is cancelled, twice or not', async () => {
    const { shop } = opened;
    const orderId = await shop.placed({}, { customer: 'three' });
    await shop.settle();
    const before = (await shop.mails()).length;
    expect(await shop.cancel(orderId, { customer: 'three' })).toMatchObject({
      status: 202,
      body: { orderId, status: 'cancelled' },
    });
    await shop.cancel(orderId, { customer: 'three' });
    await shop.settle();
    expect((await shop.mails()).length).toBe(before + 1);
    expect((await shop.sales('customer')).map(({ key }) => key)).not.toContain('three');
  });

  it('may have 1,110 lines', async () => {
    const { shop } = opened;
    const answer = await shop.place({ lines: pennyLines(1_110) }, { customer: 'four' });
    expect(answer.status).toBe(202);
    await shop.settle();
    expect((await shop.sales('customer')).find(({ key }) => key === 'four')).toEqual({
      key: 'four',
      orders: 1,
      units: 1_110,
      totalMinor: { GBP: 1_110 },
    });
    expect(await shop.deadLetters()).toEqual({});
  });

  it('carries one correlation id and one trace from the request to the last event', async () => {
    const { shop } = opened;
    const token = await shop.tokenOf('five');
    const trace = '0af7651916cd43dd8448eb211c80319c';
    const traceparent = `00-${trace}-b7ad6b7169203331-01`;
    const headers = { 'idempotency-key': 'five', 'x-correlation-id': 'from-the-web-shop', traceparent };
    await http(`${shop.endpoints.orders}/orders`, { method: 'POST', token, headers, body: orderBody() });
    await shop.settle();
    const input = { TableName: shop.physicalId('notifications', 'Claims', 'AWS::DynamoDB::Table') };
    const { Items: items } = await shop.cloud.call({
      principal: { kind: 'operator' },
      service: 'dynamodb',
      operation: 'Scan',
      input,
    });
    const commits = (items as readonly Record<string, Record<string, unknown>>[]).filter(
      (item) => item['kind']?.['S'] === 'commit',
    );
    const ours = commits.filter((item) => item['correlationId']?.['S'] === 'from-the-web-shop');
    expect(ours).toHaveLength(1);
    expect(ours[0]?.['traceparent']?.['S']).toMatch(
      new RegExp(`^00-${trace}-(?!b7ad6b7169203331)[0-9a-f]{16}-01$`, 'u'),
    );
  });
});
