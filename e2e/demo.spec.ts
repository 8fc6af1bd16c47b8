import { runDemo } from '@tidings/workspace/demo';
import { describe, expect, it } from 'vitest';

describe('the demo', () => {
  it("adds up for the sample's invoices: orders, refusals, events, mails, sales", { timeout: 120_000 }, async () => {
    const { report, findings } = await runDemo({ build: false });
    expect(findings).toEqual([]);
    const { seconds, settleMs, ...counts } = report;
    expect(counts).toEqual({
      orders: { submitted: 52, accepted: 52, cancelled: 3 },
      refused: {
        'missing-customer': 2,
        'cancellation-unmatched': 2,
        'quantity-not-positive': 2,
        'price-not-positive': 1,
        'fraction-of-a-penny': 1,
        'no-description': 1,
        'not-readable': 0,
        'no-lines-left': 1,
        'unknown-country': 0,
      },
      events: { OrderPlaced: 52, OrderCancelled: 3 },
      mails: { sent: 55, duplicates: 0, missing: 0 },
      sales: { orders: 49, totalMinor: { GBP: 1_193_758 } },
      deadLetters: 0,
    });
    expect(seconds).toBeGreaterThan(0);
    expect(settleMs.p99).toBeGreaterThanOrEqual(settleMs.p50);
    expect(settleMs.p50).toBeGreaterThan(0);
  });
});
