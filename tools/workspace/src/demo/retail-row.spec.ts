import { describe, expect, it } from 'vitest';
import { judgeRow, takenBack } from './retail-row.ts';
import type { RetailRow } from './retail-row.ts';

const row = (changes: Partial<RetailRow> = {}): RetailRow => ({
  InvoiceNo: '700001',
  StockCode: 'MUG-07',
  Description: 'Enamel mug ',
  Quantity: '6',
  UnitPrice: '4.25',
  CustomerID: '17850.0',
  Country: 'United Kingdom',
  ...changes,
});

describe('a row of the file', () => {
  it('becomes a line in pence, its description trimmed', () => {
    const line = { sku: 'MUG-07', description: 'Enamel mug', quantity: 6, unitPriceMinor: 425 };
    expect(judgeRow(row())).toEqual({ ok: true, line });
  });

  it.each([
    ['quantity-not-positive', { Quantity: '0' }],
    ['quantity-not-positive', { Quantity: '-3', UnitPrice: '0.0', Description: '' }],
    ['price-not-positive', { UnitPrice: '0.0', Description: '' }],
    ['price-not-positive', { UnitPrice: '-11062.06' }],
    ['fraction-of-a-penny', { UnitPrice: '0.001' }],
    ['no-description', { Description: '  ' }],
    ['not-readable', { Quantity: '1.5' }],
    ['not-readable', { UnitPrice: 'free' }],
    ['not-readable', { StockCode: '' }],
  ] as const)('is refused as %s: %j', (reason, changes) => {
    expect(judgeRow(row(changes))).toEqual({ ok: false, reason });
  });

  it('taken back turns the sign of its quantity', () => {
    expect(takenBack(row({ Quantity: '-6' })).Quantity).toBe('6');
    expect(takenBack(row({ Quantity: '6' })).Quantity).toBe('-6');
  });
});
