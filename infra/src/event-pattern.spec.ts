import { orderCancelled } from '@tidings/events/orders/order-cancelled';
import { orderPlaced } from '@tidings/events/orders/order-placed';
import { describe, expect, it } from 'vitest';
import { anyOf, PatternsDoNotJoinError } from './event-pattern.ts';

describe('a pattern of several contracts', () => {
  it('is the contract’s own when there is one', () => {
    const pattern = orderPlaced.pattern({ data: { currency: ['GBP'] } });
    expect(anyOf([pattern])).toBe(pattern);
  });

  it('lists the types of one source', () => {
    expect(anyOf([orderPlaced.pattern(), orderCancelled.pattern()])).toEqual({
      source: ['orders'],
      'detail-type': ['OrderPlaced', 'OrderCancelled'],
    });
  });

  it.each([
    [
      'sources',
      [
        { source: ['a'], 'detail-type': ['X'] },
        { source: ['b'], 'detail-type': ['X'] },
      ],
    ],
    ['filters', [orderPlaced.pattern({ data: { currency: ['GBP'] } }), orderCancelled.pattern()]],
    ['nothing', []],
  ])('does not join %s', (_what, patterns) => {
    expect(() => anyOf(patterns)).toThrow(PatternsDoNotJoinError);
  });
});
