import { describe, expect, it } from 'vitest';
import { audit } from './audit.ts';
import type { Audited } from './audit.ts';
import { expectedSales } from './expected-sales.ts';
import type { PlannedCancellation, PlannedOrder } from './plan-orders.ts';
import type { SalesRow } from './shop.ts';
import { countMails } from './tally.ts';

const order = (invoice: string, customerId: string, lines: PlannedOrder['lines']): PlannedOrder => ({
  step: 'place',
  invoice,
  customerId,
  country: 'GB',
  lines,
});
const line = (sku: string, quantity: number, unitPriceMinor: number): PlannedOrder['lines'][number] => ({
  sku,
  description: sku,
  quantity,
  unitPriceMinor,
});

const first = order('1', 'ada', [line('MUG', 2, 425), line('MUG', 1, 400), line('LAMP', 1, 255)]);
const second = order('2', 'bob', [line('LAMP', 3, 255)]);
const cancelled: PlannedCancellation = { step: 'cancel', invoice: 'C3', order: second };
const steps = [first, second, cancelled];

const row = (key: string, [orders, units, pence]: readonly [number, number, number]): SalesRow => ({
  key,
  orders,
  units,
  totalMinor: { GBP: pence },
});

const accepted = [
  { step: 'place' as const, invoice: '1', orderId: 'a', at: 1 },
  { step: 'place' as const, invoice: '2', orderId: 'b', at: 2 },
  { step: 'cancel' as const, invoice: 'C3', orderId: 'b', at: 3 },
];

const sound: Audited = {
  expected: { placed: 2, cancelled: 1, sales: expectedSales(steps) },
  placement: { submitted: 2, accepted, refused: {} },
  observed: {
    events: { OrderPlaced: 2, OrderCancelled: 1 },
    mails: { sent: 3, duplicates: 0, missing: 0 },
    deadLetters: 0,
    stillMoving: [],
  },
  sales: {
    day: [row('2026-01-01', [1, 4, 1505])],
    product: [row('LAMP', [1, 1, 255]), row('MUG', [1, 3, 1250])],
    country: [row('GB', [1, 4, 1505])],
    customer: [row('ada', [1, 4, 1505])],
  },
};

const observedWith = (changes: Partial<Audited['observed']>): Audited => ({
  ...sound,
  observed: { ...sound.observed, ...changes },
});
const salesWith = (changes: Partial<Audited['sales']>): Audited => ({
  ...sound,
  sales: { ...sound.sales, ...changes },
});

describe('the audit', () => {
  it('finds nothing when all sums are equal', () => expect(audit(sound)).toEqual([]));

  it.each<readonly [string, Audited]>([
    ['an event that was lost', observedWith({ events: { OrderPlaced: 1, OrderCancelled: 1 } })],
    ['a mail sent twice', observedWith({ mails: { sent: 3, duplicates: 1, missing: 0 } })],
    ['a mail that is missing', observedWith({ mails: { sent: 3, duplicates: 0, missing: 1 } })],
    ['a dead letter', observedWith({ deadLetters: 1 })],
    ['what still moves', observedWith({ stillMoving: ['queue x'] })],
    ['a penny too much', salesWith({ day: [row('2026-01-01', [1, 4, 1506])] })],
    ['an order counted twice in one view', salesWith({ country: [row('GB', [2, 4, 1505])] })],
    ['a product that is missing', salesWith({ product: [row('MUG', [1, 3, 1250])] })],
    ['a customer nobody asked for', salesWith({ customer: [row('ada', [1, 4, 1505]), row('eve', [0, 0, 1])] })],
    [
      'another currency',
      salesWith({ day: [{ ...row('2026-01-01', [1, 4, 1505]), totalMinor: { GBP: 1505, EUR: 1 } }] }),
    ],
    ['an order that was refused', { ...sound, placement: { ...sound.placement, accepted: accepted.slice(1) } }],
  ])('names %s', (_what, audited) => {
    expect(audit(audited).length).toBeGreaterThan(0);
  });

  it('says what it expected and what it found', () => {
    expect(audit(observedWith({ deadLetters: 2 }))).toEqual(['dead letters: expected 0, found 2']);
  });
});

describe('the mails in the ledger', () => {
  const mail = (orderId: string, about: 'place' | 'cancel'): { orderId: string; about: 'place' | 'cancel' } => ({
    orderId,
    about,
  });

  it('are one for each accepted command', () => {
    const ledger = [mail('b', 'cancel'), mail('a', 'place'), mail('b', 'place')];
    expect(countMails(accepted, ledger)).toEqual({ sent: 3, duplicates: 0, missing: 0 });
  });

  it('are counted as duplicates when sent again, unasked for or unreadable, and as missing when absent', () => {
    const ledger = [mail('a', 'place'), mail('a', 'place'), mail('c', 'place'), undefined];
    expect(countMails(accepted, ledger)).toEqual({ sent: 4, duplicates: 3, missing: 2 });
  });
});
