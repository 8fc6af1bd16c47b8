import { orderCancelled } from '@tidings/events/orders/order-cancelled';
import { orderPlaced } from '@tidings/events/orders/order-placed';
import { describe, expect, it } from 'vitest';
import { anyOf, NoPatternError } from './event-pattern.ts';

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
        { source: ['b'], 'detail-type': ['Y'] },
      ],
    ],
    ['filters', [orderPlaced.pattern({ data: { currency: ['GBP'] } }), orderCancelled.pattern()]],
  ])('keeps several %s apart, so that it matches nothing that none of them does', (_what, patterns) => {
    expect(anyOf(patterns)).toEqual({ $or: patterns });
  });

  it('is refused when there is none', () => {
    expect(() => anyOf([])).toThrow(NoPatternError);
  });
});
