import { describe, expect, it } from 'vitest';
import { touchedHandlers } from './touched-handlers.ts';

const INFRA = { project: 'infra', directory: 'infra' };
const ORDERS = { project: 'orders', directory: 'services/orders' };
const ANALYTICS = { project: 'analytics', directory: 'services/analytics' };

const touched = (...files: readonly string[]): ReturnType<typeof touchedHandlers> =>
  touchedHandlers(new Set(files), [INFRA, ORDERS, ANALYTICS]);

describe('the handlers that files touch', () => {
  it('are the saved ones, in TypeScript and in Python', () => {
    expect(
      touched(
        'services/orders/src/handlers/place-order.ts',
        'services/analytics/src/python/gift_ledger/handler.py',
        'services/analytics/src/python/gift_ledger/rules/one.py',
      ),
    ).toEqual([
      { part: ORDERS, handlers: ['place-order'], python: [] },
      { part: ANALYTICS, handlers: [], python: ['gift_ledger'] },
    ]);
  });

  it('are all of a service when they share what was saved', () => {
    expect(touched('services/orders/src/domain/order.ts', 'services/orders/src/handlers/place-order.ts')).toEqual([
      { part: ORDERS, handlers: 'all', python: [] },
    ]);
  });

  it.each([
    'services/orders/infra/orders-stack.ts',
    'libs/events/contracts/orders/order-placed/v2.schema.json',
    'infra/deploy-order.json',
    'services/new/src/handlers/a.ts',
  ])('cannot be told when %s is among the files', (file) => {
    expect(touched('services/orders/src/handlers/place-order.ts', file)).toBeUndefined();
  });
});
