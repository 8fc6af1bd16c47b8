import { type EventStore, makeInMemoryEventStore } from '@tidings/event-store';
import type { HttpResponse } from '@tidings/http-api';
import { beforeEach, describe, expect, it } from 'vitest';
import { streamOf } from '../../application/order-store.ts';
import { makePlaceOrder } from '../../application/place-order.ts';
import { MAX_LINES, type OrderEvent } from '../../domain/order.ts';
import { NOON, orderPlaced } from '../../domain/testing/order-scenario.ts';
import { placeOrderRoute } from './place-order-route.ts';
import { httpRequest, ORDER_BODY } from './testing/http-requests.ts';

const KEY = { 'idempotency-key': 'key-1' };
const now = (): Date => new Date(NOON);
const line = { sku: 's', description: 'd', quantity: 1, unitPriceMinor: 1 };

interface Sent {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly subject?: string;
  readonly scopes?: readonly string[];
}

const bodyOf = ({ body }: HttpResponse): Record<string, unknown> => JSON.parse(body ?? '') as Record<string, unknown>;

describe('POST /orders', () => {
  let store: EventStore<OrderEvent>;
  let send: (sent: Sent) => Promise<HttpResponse>;

  beforeEach(() => {
    store = makeInMemoryEventStore<OrderEvent>();
    const route = placeOrderRoute({ placeOrder: makePlaceOrder({ store }), now });
    send = (sent) => route(httpRequest({ body: ORDER_BODY, headers: KEY, ...sent }));
  });

  const storedBy = async (response: HttpResponse): Promise<readonly OrderEvent[]> =>
    (await store.read(streamOf(String(bodyOf(response)['orderId'])))).events;

  it('takes an order and says where it is', async () => {
    const response = await send({});
    const { orderId } = bodyOf(response);
    expect(response.statusCode).toBe(202);
    expect(bodyOf(response)).toEqual({ orderId: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-5/u), status: 'placed' });
    expect(response.headers).toMatchObject({ location: `/orders/${String(orderId)}` });
    const expected = orderPlaced();
    expect(await storedBy(response)).toEqual([{ ...expected, data: { ...expected.data, orderId } }]);
  });

  it('keeps the request as the cause of the commit', async () => {
    const { orderId } = bodyOf(await send({}));
    const { commits } = await store.read(streamOf(String(orderId)));
    expect(commits[0]?.context).toMatchObject({ occurredAt: NOON, correlationId: 'c-1', causationId: 'r-1', hops: 0 });
  });

  it('answers the same key and body the same, however the body is written', async () => {
    const first = await send({});
    const { contact, ...rest } = ORDER_BODY;
    const again = await send({ body: JSON.stringify({ ...rest, contact }, null, 2) });
    expect([again.statusCode, again.body, again.headers]).toEqual([202, first.body, first.headers]);
    expect(await storedBy(first)).toHaveLength(1);
  });

  it('refuses another body under the same key', async () => {
    await send({});
    const response = await send({ body: { ...ORDER_BODY, country: 'FR' } });
    expect(response.statusCode).toBe(422);
    expect(bodyOf(response)).toMatchObject({ errors: [{ field: 'Idempotency-Key' }] });
  });

  it.each(['k', 'k'.repeat(255), 'a key, in words'])('takes the key %j', async (key) => {
    expect((await send({ headers: { 'idempotency-key': key } })).statusCode).toBe(202);
  });

  it('takes the same key of two customers for two orders', async () => {
    const [one, other] = [await send({}), await send({ subject: '12583' })];
    expect(bodyOf(one)['orderId']).not.toBe(bodyOf(other)['orderId']);
  });

  it.each([
    ['missing', {}, 'is missing'],
    ['empty', { 'idempotency-key': '' }, 'printable'],
    ['too long', { 'idempotency-key': 'k'.repeat(256) }, 'printable'],
    ['unprintable', { 'idempotency-key': 'é' }, 'printable'],
    ['padded', { 'idempotency-key': ' key' }, 'printable'],
  ])('refuses a key that is %s', async (_, headers, words) => {
    const response = await send({ headers });
    expect(response.statusCode).toBe(400);
    expect(response.headers).toMatchObject({ 'content-type': 'application/problem+json' });
    const detail: unknown = expect.stringContaining(words);
    expect(bodyOf(response)).toMatchObject({ status: 400, errors: [{ field: 'Idempotency-Key', detail }] });
  });

  it('lets only orders:admin order for another customer', async () => {
    const body = { ...ORDER_BODY, customerId: '12583' };
    expect((await send({ body })).statusCode).toBe(403);
    const response = await send({ body, subject: 'back-office', scopes: ['orders:admin'] });
    expect(response.statusCode).toBe(202);
    expect((await storedBy(response))[0]?.data.customerId).toBe('12583');
  });

  it('takes the longest address that mail servers take', async () => {
    const email = `${'a'.repeat(64)}@${'b'.repeat(63)}.com`;
    expect((await send({ body: { ...ORDER_BODY, contact: { email, name: 'N' } } })).statusCode).toBe(202);
  });

  it('takes 1,500 lines', async () => {
    const lines = Array.from({ length: MAX_LINES }, () => line);
    expect((await send({ body: { ...ORDER_BODY, lines } })).statusCode).toBe(202);
  });

  it('lets customers name themselves', async () => {
    expect((await send({ body: { ...ORDER_BODY, customerId: '17850' } })).statusCode).toBe(202);
  });

  it.each([
    ['#', []],
    ['#/contact', { ...ORDER_BODY, contact: 'me' }],
    ['#/contact/email', { ...ORDER_BODY, contact: { email: 'nobody', name: 'N' } }],
    ['#/contact/email', { ...ORDER_BODY, contact: { email: `${'a'.repeat(65)}@example.com`, name: 'N' } }],
    ['#/contact/email', { ...ORDER_BODY, contact: { email: `a@${'b'.repeat(64)}.com`, name: 'N' } }],
    ['#/contact/name', { ...ORDER_BODY, contact: { email: 'a@example.com' } }],
    ['#/country', { ...ORDER_BODY, country: 'gb' }],
    ['#/currency', { ...ORDER_BODY, currency: '£' }],
    ['#/customerId', { ...ORDER_BODY, customerId: 17850 }],
    ['#/lines', { ...ORDER_BODY, lines: [] }],
    ['#/lines', { ...ORDER_BODY, lines: Array.from({ length: MAX_LINES + 1 }, () => line) }],
    ['#/lines/0', { ...ORDER_BODY, lines: [null] }],
    ['#/lines/1/sku', { ...ORDER_BODY, lines: [line, { ...line, sku: '' }] }],
    ['#/lines/0/description', { ...ORDER_BODY, lines: [{ ...line, description: 'x'.repeat(501) }] }],
    ['#/lines/0/quantity', { ...ORDER_BODY, lines: [{ ...line, quantity: -1 }] }],
    ['#/lines/0/quantity', { ...ORDER_BODY, lines: [{ ...line, quantity: 1.5 }] }],
    ['#/lines/0/unitPriceMinor', { ...ORDER_BODY, lines: [{ ...line, unitPriceMinor: '255' }] }],
    ['#/lines/0/unitPriceMinor', { ...ORDER_BODY, lines: [{ ...line, unitPriceMinor: 2 ** 53 }] }],
  ])('names %s when that is what is wrong', async (pointer, body) => {
    const response = await send({ body });
    expect(response.statusCode).toBe(400);
    expect(bodyOf(response)['errors']).toContainEqual({ pointer, detail: expect.any(String) });
  });

  it('names every field that is wrong', async () => {
    const response = await send({ body: { ...ORDER_BODY, country: 'gb', currency: '£' } });
    expect(bodyOf(response)).toMatchObject({ errors: [{ pointer: '#/country' }, { pointer: '#/currency' }] });
  });

  it('refuses a total that is not counted exactly, naming the line', async () => {
    const lines = [line, { ...line, quantity: 1_000_000_000, unitPriceMinor: Number.MAX_SAFE_INTEGER }];
    const response = await send({ body: { ...ORDER_BODY, lines } });
    expect(response.statusCode).toBe(422);
    expect(bodyOf(response)).toMatchObject({ errors: [{ pointer: '#/lines/1' }] });
  });

  it('refuses an order too large for one event', async () => {
    const lines = Array.from({ length: 480 }, () => ({ ...line, description: 'x'.repeat(400) }));
    const response = await send({ body: { ...ORDER_BODY, lines } });
    expect(response.statusCode).toBe(422);
    expect(bodyOf(response)).toMatchObject({ errors: [{ pointer: '#/lines' }] });
  });

  it('reads no body over its limit', async () => {
    const response = await send({ body: JSON.stringify(ORDER_BODY).padEnd(256 * 1024 + 1) });
    expect(response.statusCode).toBe(413);
  });

  it('takes the longest real order', async () => {
    const lines = Array.from({ length: 1_110 }, () => ({ ...line, description: 'PAPER CHAIN KIT 50 CHRISTMAS LONG' }));
    expect((await send({ body: { ...ORDER_BODY, lines } })).statusCode).toBe(202);
  });

  it.each([
    ['what is no JSON', '{"contact"', 400],
    ['a key twice', '{"country":"GB","country":"FR"}', 400],
    ['a prototype', '{"__proto__":{}}', 400],
    ['a well without a bottom', '['.repeat(5_000), 400],
  ])('refuses %s', async (_, body, status) => {
    expect((await send({ body })).statusCode).toBe(status);
  });

  it('refuses a body of another type', async () => {
    expect((await send({ headers: { ...KEY, 'content-type': 'text/plain' } })).statusCode).toBe(415);
  });
});
