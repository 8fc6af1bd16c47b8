import type { OrderPlacedV1 } from '@tidings/events/orders/order-placed';
import type { SalesEvent } from '../sales.ts';

type Order = Partial<OrderPlacedV1>;

/** One mug for 4.25 GBP, ordered by customer 1 from GB on 5 January 2026, with the given facts instead. */
export function order(facts: Order = {}): OrderPlacedV1 {
  const lines = facts.lines ?? [{ sku: 'MUG', description: 'Mug', quantity: 1, unitPriceMinor: 425 }];
  return {
    orderId: '6f1f1d5e-2c1b-5f0e-9d4a-0b7f4a3f6c21',
    customerId: '1',
    contact: { email: 'customer-1@example.com', name: 'Ada' },
    country: 'GB',
    currency: 'GBP',
    totalMinor: lines.reduce((sum, { quantity, unitPriceMinor }) => sum + quantity * unitPriceMinor, 0),
    placedAt: '2026-01-05T09:30:00.000Z',
    ...facts,
    lines,
  };
}

/** The first event of an order's stream. */
export function placed(id: string, facts: Order = {}): SalesEvent {
  return { id: `order-${id}/1`, type: 'OrderPlaced', data: order(facts) };
}

/** The second event of an order's stream, days after the first. */
export function cancelled(id: string, facts: Order = {}): SalesEvent {
  const data = { ...order(facts), reason: 'mistake', cancelledAt: '2026-01-09T00:00:00.000Z' };
  return { id: `order-${id}/2`, type: 'OrderCancelled', data };
}
