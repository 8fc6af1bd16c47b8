import { describe, expect, it } from 'vitest';
import type { Accepted } from './place-orders.ts';
import { percentile, settleTimes } from './settle-times.ts';

const placed = (orderId: string, at: number): Accepted => ({ step: 'place', invoice: '1', orderId, at });

describe('settle times', () => {
  it('run from the 202 to the last consumer done, command by command', () => {
    const accepted = [placed('a', 100), placed('b', 100), { ...placed('a', 500), step: 'cancel' as const }];
    const handled = [
      { eventId: 'order-a/1', at: 130 },
      { eventId: 'order-a/1', at: 160 },
      { eventId: 'order-b/1', at: 110 },
      { eventId: 'order-a/2', at: 525 },
      { eventId: 'order-c/1', at: 9999 },
    ];
    expect(settleTimes(accepted, handled)).toEqual([10, 25, 60]);
  });

  it('leave out what nobody handled, and are never negative', () => {
    expect(settleTimes([placed('a', 100), placed('b', 100)], [{ eventId: 'order-a/1', at: 90 }])).toEqual([0]);
  });

  it('have percentiles', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
    expect([percentile(hundred, 0.5), percentile(hundred, 0.99), percentile([7], 0.99), percentile([], 0.5)]).toEqual([
      50, 99, 7, 0,
    ]);
  });
});
