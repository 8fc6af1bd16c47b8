import { describe, expect, it } from 'vitest';
import type { OrderEvent } from './order.ts';
import { projectOrderRow } from './order-row.ts';
import { NOON, orderCancelled, orderPlaced } from './testing/order-scenario.ts';

describe('an order row', () => {
  it('shows a placed order', () => {
    expect(projectOrderRow(orderPlaced(), 1)).toEqual({
      orderId: '0b3f6f0a-5d0f-5f5c-8d7c-3a1c6f1f6b10',
      customerId: '17850',
      status: 'placed',
      currency: 'GBP',
      totalMinor: 1_530,
      placedAt: NOON,
      lastPosition: 1,
    });
  });

  it('shows a cancelled order without having seen it placed', () => {
    const placed = projectOrderRow(orderPlaced(), 1);
    expect(projectOrderRow(orderCancelled(), 2)).toEqual({ ...placed, status: 'cancelled', lastPosition: 2 });
  });

  it('stays as it is after an event of newer code', () => {
    const shipped = { type: 'OrderShipped', version: 1, data: {} } as unknown as OrderEvent;
    expect(projectOrderRow(shipped, 3)).toBeUndefined();
  });
});
