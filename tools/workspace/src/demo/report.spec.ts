import { describe, expect, it } from 'vitest';
import { printed, reportOf } from './report.ts';
import type { Happened } from './report.ts';

const happened: Happened = {
  placement: {
    submitted: 3,
    accepted: [
      { step: 'place', invoice: '1', orderId: 'a', at: 1 },
      { step: 'place', invoice: '2', orderId: 'b', at: 2 },
      { step: 'cancel', invoice: 'C3', orderId: 'b', at: 3 },
    ],
    refused: { 'http-422': 1 },
  },
  refused: { 'missing-customer': 2 },
  observed: {
    events: { OrderPlaced: 2, OrderCancelled: 1 },
    mails: { sent: 3, duplicates: 0, missing: 0 },
    deadLetters: 0,
    stillMoving: [],
  },
  sales: { orders: 1, units: 4, pence: 1505 },
  seconds: 1.234,
  settleMs: [10.2, 20, 30],
};

describe('the report', () => {
  it('has the shape that --json prints', () => {
    expect(reportOf(happened)).toEqual({
      orders: { submitted: 3, accepted: 2, cancelled: 1 },
      refused: {
        'missing-customer': 2,
        'cancellation-unmatched': 0,
        'quantity-not-positive': 0,
        'price-not-positive': 0,
        'fraction-of-a-penny': 0,
        'no-description': 0,
        'not-readable': 0,
        'no-lines-left': 0,
        'unknown-country': 0,
        'http-422': 1,
      },
      events: { OrderPlaced: 2, OrderCancelled: 1 },
      mails: { sent: 3, duplicates: 0, missing: 0 },
      sales: { orders: 1, totalMinor: { GBP: 1505 } },
      deadLetters: 0,
      seconds: 1.2,
      settleMs: { p50: 20, p99: 30 },
    });
  });

  it('says for people what is not nothing', () => {
    expect(printed(reportOf(happened))).toContain('refused   2 missing-customer, 1 http-422\n');
    expect(printed(reportOf(happened))).toContain('sales     1 orders, £15.05\n');
  });
});
