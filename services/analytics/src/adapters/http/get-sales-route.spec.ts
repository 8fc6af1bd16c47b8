import { describe, expect, it } from 'vitest';
import { makeListSales } from '../../application/list-sales.ts';
import { makeRecordSales } from '../../application/record-sales.ts';
import { placed } from '../../domain/testing/sales-events.ts';
import { makeInMemorySalesViews } from '../memory/in-memory-sales-views.ts';
import { getSalesRoute } from './get-sales-route.ts';

const noon = new Date('2026-02-01T12:00:00.000Z');
const views = makeInMemorySalesViews();
for (const country of ['DE', 'FR', 'GB']) await makeRecordSales(views)(placed(country, { country }));
const route = getSalesRoute(makeListSales(views, () => noon));

type Query = Readonly<Record<string, string>>;

async function get(
  query: Query,
): Promise<{ readonly status: number | undefined; readonly body: Record<string, unknown> }> {
  const { statusCode, body = '' } = await route({ query });
  return { status: statusCode, body: JSON.parse(body) as Record<string, unknown> };
}

const row = (key: string): object => ({ key, orders: 1, units: 1, totalMinor: { GBP: 425 } });

describe('GET /sales', () => {
  it('answers rows, the next page and the time of reading', async () => {
    const first = await get({ by: 'country', limit: '2', from: '2026-01-05', to: '2026-01-05' });
    const next = String(first.body['next']);
    expect(first).toEqual({ status: 200, body: { rows: [row('DE'), row('FR')], next, asOf: noon.toISOString() } });
    const second = await get({ by: 'country', limit: '2', from: '2026-01-05', to: '2026-01-05', next });
    expect(second.body).toEqual({ rows: [row('GB')], next: null, asOf: noon.toISOString() });
  });

  it('answers all days when no range is given', async () => {
    expect((await get({ by: 'day' })).body['rows']).toEqual([
      { key: '2026-01-05', orders: 3, units: 3, totalMinor: { GBP: 1275 } },
    ]);
  });

  it.each<[string, Query]>([
    ['by', {}],
    ['by', { by: 'week' }],
    ['by', { by: 'day,country' }],
    ['from', { by: 'day', from: '2026-02-30' }],
    ['from', { by: 'day', from: '' }],
    ['to', { by: 'day', to: '2026-01-05T00:00:00Z' }],
    ['to', { by: 'day', from: '2026-01-06', to: '2026-01-05' }],
    ['limit', { by: 'day', limit: '0' }],
    ['limit', { by: 'day', limit: '501' }],
    ['limit', { by: 'day', limit: '1e2' }],
    ['next', { by: 'day', next: 'forged' }],
    ['form', { by: 'day', form: '2026-01-05' }],
  ])('refuses a wrong %s: %j', async (field, query) => {
    const { status, body } = await get(query);
    expect([status, body['type']]).toEqual([400, 'urn:tidings:problem:invalid-request']);
    expect(body['errors']).toMatchObject([{ field }]);
  });

  it('names every parameter that is wrong', async () => {
    const { body } = await get({ by: 'week', from: 'x', to: 'y', limit: 'z', next: 'n' });
    const errors = body['errors'] as readonly { readonly field: string }[];
    expect(errors.map(({ field }) => field).toSorted()).toEqual(['by', 'from', 'limit', 'next', 'to']);
  });

  it('takes the next page of the same query only', async () => {
    const next = String((await get({ by: 'country', limit: '1' })).body['next']);
    expect((await get({ by: 'country', limit: '1', next })).body['rows']).toEqual([row('FR')]);
    const others: readonly Query[] = [
      { by: 'product' },
      { by: 'country', from: '2026-01-01' },
      { by: 'country', to: '2026-01-31' },
    ];
    for (const query of others) {
      expect((await get({ ...query, next })).body['errors']).toMatchObject([{ field: 'next' }]);
    }
  });

  it.each([['9999-99-99'], ['2027-01-01'], ['x']])('refuses to go on after %s in the view of days', async (after) => {
    const next = Buffer.from(JSON.stringify(['day', '0000-01-01', '2026-12-31', after])).toString('base64url');
    expect((await get({ by: 'day', to: '2026-12-31', next })).body['errors']).toMatchObject([{ field: 'next' }]);
  });

  it.each([
    ['no key', ''],
    ['a key longer than any', 'x'.repeat(257)],
    ['half a character', '\ud800'],
  ])('takes no forged token with %s', async (_, after) => {
    const next = Buffer.from(JSON.stringify(['customer', '0000-01-01', '9999-12-31', after])).toString('base64url');
    expect((await get({ by: 'customer', next })).body['errors']).toMatchObject([{ field: 'next' }]);
  });
});
