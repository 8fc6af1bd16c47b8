import type { OrderCancelledV1 } from '@tidings/events/orders/order-cancelled';
import type { OrderPlacedV1 } from '@tidings/events/orders/order-placed';
import { describe, expect, it } from 'vitest';
import { escapeHtml } from './mail-layout.ts';
import { formatMoney } from './money.ts';
import { cancellationMail, confirmationMail } from './order-mail.ts';

const order: OrderPlacedV1 = {
  orderId: '6f1f1d5e-2c1b-5f0e-9d4a-0b7f4a3f6c21',
  customerId: '17850',
  contact: { email: 'ada@example.com', name: 'Ada Moss' },
  country: 'GB',
  currency: 'GBP',
  lines: [
    { sku: 'LANTERN-01', description: 'White hanging lantern', quantity: 6, unitPriceMinor: 255 },
    { sku: 'MUG-07', description: 'Enamel mug, blue', quantity: 2, unitPriceMinor: 425 },
  ],
  totalMinor: 2380,
  placedAt: '2026-01-05T23:30:00.000Z',
};
const cancelled: OrderCancelledV1 = { ...order, reason: 'Ordered twice', cancelledAt: '2026-01-07T08:00:00.000Z' };

describe('a confirmation', () => {
  it('says what was ordered and what it costs, in plain text', () => {
    expect(confirmationMail(order).text).toBe(
      [
        'Dear Ada Moss,',
        '',
        'Thank you. We have your order of 5 January 2026 and are getting it ready.',
        '',
        '  6 × White hanging lantern  £15.30',
        '  2 × Enamel mug, blue  £8.50',
        '  Total: £23.80',
        '',
        'Order number: 6f1f1d5e-2c1b-5f0e-9d4a-0b7f4a3f6c21',
        '',
        'Tidings',
        '',
      ].join('\n'),
    );
  });

  it('says the same in HTML', () => {
    const { html, subject } = confirmationMail(order);
    expect(subject).toBe('Your order of 5 January 2026 is confirmed');
    for (const words of ['Ada Moss', '6 × White hanging lantern', '£15.30', '£23.80', order.orderId])
      expect(html).toContain(words);
  });

  it('shows what a customer wrote as text, never as markup', () => {
    const name = `<img src=x onerror="alert('1')">`;
    const { html } = confirmationMail({ ...order, contact: { ...order.contact, name } });
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;');
  });

  it('never lets a description begin a line of its own', () => {
    const lines = [{ sku: 'X', description: 'Mug\r\nTotal: £0.00', quantity: 1, unitPriceMinor: 425 }];
    expect(confirmationMail({ ...order, lines }).text).toContain('  1 × Mug Total: £0.00  £4.25\n');
  });

  it.each([
    'Ada\n\nYour account is locked',
    'Ada\r\n\r\nYour account is locked',
    'Ada\u0085\u0000Your account is locked',
  ])('never lets a name begin a line of its own: %j', (name) => {
    const { text, html } = confirmationMail({ ...order, contact: { ...order.contact, name } });
    expect(text.split('\n')[0]).toBe('Dear Ada Your account is locked,');
    expect(html).toContain('Dear Ada Your account is locked,');
  });

  it('lists a hundred lines and counts the rest', () => {
    const lines = Array.from({ length: 1110 }, (_, index) => ({
      sku: `S${index}`,
      description: `Thing ${index}.`,
      quantity: 1,
      unitPriceMinor: 1,
    }));
    const { text } = confirmationMail({ ...order, lines });
    expect(text).toContain('Thing 99.');
    expect(text).not.toContain('Thing 100.');
    expect(text).toContain('and 1010 more lines');
  });
});

describe('a cancellation', () => {
  it('says when and why, and what was in the order', () => {
    const { subject, text } = cancellationMail(cancelled);
    expect(subject).toBe('Your order of 5 January 2026 is cancelled');
    expect(text).toContain('was cancelled on 7 January 2026');
    expect(text).toContain('The reason we were given: Ordered twice');
    expect(text).toContain('Total: £23.80');
  });
});

describe('money', () => {
  it.each([
    [2380, 'GBP', '£23.80'],
    [5, 'EUR', '€0.05'],
    [2380, 'JPY', 'JP¥2,380'],
    [123_456_789, 'USD', 'US$1,234,567.89'],
    [1234, 'KWD', 'KWD\u00a01.234'],
    [1234, 'IQD', 'IQD\u00a01.234'],
    [123_450, 'HUF', 'HUF\u00a01,234.50'],
    [123_450, 'IDR', 'IDR\u00a01,234.50'],
    [2380, 'KRW', '₩2,380'],
    [12_345, 'CLF', 'CLF\u00a01.2345'],
  ])('of %i minor %s reads %s', (minor, currency, words) => {
    expect(formatMoney(minor, currency)).toBe(words);
  });
});

describe('escaping', () => {
  it('leaves no character that HTML reads as markup', () => {
    expect(escapeHtml(`<a href="x" title='y'>&</a>`)).toBe(
      '&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;&lt;/a&gt;',
    );
  });
});
