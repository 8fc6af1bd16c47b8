import { afterEach, describe, expect, it } from 'vitest';
import type { HttpAnswer } from './support/http.ts';
import { makeRandomFaults, seededRandom } from './support/random-faults.ts';
import { openShop, type SalesRow, type Shop } from './support/shop.ts';

const ORDERS = Number(process.env['ORDERS'] ?? 60);

/** Another seed is another history; a failure names its own. */
const SEED = Number(process.env['SEED'] ?? 20_261_123);

/** Orders and cancellations that get a fault on their way. */
const FAULT_SHARE = 0.4;

/** A client repeats a request whose answer it did not get, with the same key. */
const MAX_TRIES = 12;

async function until202(request: () => Promise<HttpAnswer>): Promise<string> {
  for (let tries = 1; ; tries += 1) {
    const answer = await request();
    if (answer.status === 202) return (answer.body as { readonly orderId: string }).orderId;
    if (answer.status < 500 || tries === MAX_TRIES) expect(answer).toMatchObject({ status: 202 });
  }
}

const total = (rows: readonly SalesRow[]): number => rows.reduce((sum, row) => sum + (row.totalMinor['GBP'] ?? 0), 0);

interface Expected {
  readonly placed: number;
  readonly cancelled: number;
  readonly totalMinor: number;
}

async function shopUnderFaults(shop: Shop): Promise<Expected> {
  const random = seededRandom(SEED);
  const nextFault = makeRandomFaults(random);
  const token = shop.endpoints.token;
  const live: { readonly orderId: string; readonly quantity: number }[] = [];
  let cancelled = 0;
  for (let index = 0; index < ORDERS; index += 1) {
    if (random() < FAULT_SHARE) shop.cloud.faults.add(nextFault());
    const quantity = 1 + Math.floor(random() * 9);
    const contact = { email: `buyer-${index}@example.com`, name: 'Ada' };
    const lines = [{ sku: `SKU${index % 3}`, description: 'Lantern', quantity, unitPriceMinor: 100 }];
    const orderId = await until202(() => shop.place({ contact, lines }, { token, key: `key-${index}` }));
    live.push({ orderId, quantity });
    if (random() >= 0.3) continue;
    const [gone] = live.splice(Math.floor(random() * live.length), 1);
    await until202(() => shop.cancel(gone?.orderId ?? '', { token }));
    cancelled += 1;
  }
  const units = live.reduce((sum, { quantity }) => sum + quantity, 0);
  return { placed: ORDERS, cancelled, totalMinor: units * 100 };
}

describe(`many orders under faults, seed ${SEED}`, () => {
  const opened: { shop?: Shop } = {};
  afterEach(() => opened.shop?.close());

  it(
    'lose nothing and double nothing: sums agree in every view, and each mail is sent once or parked',
    { timeout: 300_000 },
    async () => {
      const shop = await openShop();
      opened.shop = shop;
      const expected = await shopUnderFaults(shop);
      await shop.settle();

      for (const view of ['day', 'product', 'country', 'customer']) {
        expect([view, total(await shop.sales(view))]).toEqual([view, expected.totalMinor]);
      }
      const [day] = await shop.sales('day');
      expect(day?.orders).toBe(expected.placed - expected.cancelled);

      const mails = await shop.mails();
      const once = new Set(mails.map(({ to, subject }) => `${to.join()} ${subject}`));
      expect(once.size).toBe(mails.length);
      const { parked = 0, ...others } = Object.fromEntries(
        Object.entries(await shop.deadLetters()).map(([queue, count]) => [
          queue.includes('ParkedMails') ? 'parked' : queue,
          count,
        ]),
      );
      expect(others).toEqual({});
      expect(mails.length + parked).toBe(expected.placed + expected.cancelled);
      expect(shop.cloud.faults.list().filter(({ struck }) => struck > 0).length).toBeGreaterThan(ORDERS / 10);
    },
  );
});
