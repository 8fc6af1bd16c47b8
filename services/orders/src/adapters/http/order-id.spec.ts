import { isUuid } from '@tidings/events';
import { describe, expect, it } from 'vitest';
import { isOrderId, orderIdOf } from './order-id.ts';

describe('the id of an order', () => {
  const id = orderIdOf({ customerId: '17850', key: 'key-1' });

  it('is a UUID of version 5, the same every time', () => {
    expect(id).toBe(orderIdOf({ customerId: '17850', key: 'key-1' }));
    expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/u);
    expect([isUuid(id), isOrderId(id)]).toEqual([true, true]);
  });

  it('never changes: a key sent again next year is the same order', () => {
    // Computed by another implementation of version 5, of the text ["17850","key-1"].
    expect(id).toBe('e7cf16c2-41a5-5f95-a1b9-3a63098742bf');
  });

  it('is another for another customer, another key, and another way to split the same letters', () => {
    const ids = [
      id,
      ...[
        ['17850', 'key-2'],
        ['1785', '0key-1'],
        ['', '17850key-1'],
      ].map(([customerId = '', key = '']) => orderIdOf({ customerId, key })),
    ];
    expect(new Set(ids).size).toBe(4);
  });
});
