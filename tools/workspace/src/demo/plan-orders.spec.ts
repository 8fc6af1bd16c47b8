import { describe, expect, it } from 'vitest';
import type { Invoice } from './collect-invoices.ts';
import { planOrders } from './plan-orders.ts';
import type { RetailRow } from './retail-row.ts';

type Cells = readonly [sku: string, quantity: string, price: string, description?: string];

const invoice = (number: string, cells: readonly Cells[], changes: Partial<Invoice> = {}): Invoice => ({
  number,
  kind: number.startsWith('C') ? 'cancellation' : 'sale',
  customerId: '17850',
  country: 'United Kingdom',
  rows: cells.map(([StockCode, Quantity, UnitPrice, Description = 'A thing']): RetailRow => ({
    InvoiceNo: number,
    StockCode,
    Description,
    Quantity,
    UnitPrice,
    CustomerID: '17850.0',
    Country: 'United Kingdom',
  })),
  ...changes,
});

const mug: Cells = ['MUG', '2', '4.25'];
const lamp: Cells = ['LAMP', '1', '2.55'];
const noMug: Cells = ['MUG', '-2', '4.25'];
const noLamp: Cells = ['LAMP', '-1', '2.55'];

/** What each step does, with the invoice number of the order that it concerns. */
const stepsOf = (...invoices: readonly Invoice[]): readonly string[] =>
  planOrders(invoices).steps.map((step) => (step.step === 'place' ? `+${step.invoice}` : `-${step.order.invoice}`));

const refusedOf = (...invoices: readonly Invoice[]): unknown => planOrders(invoices).refused;

describe('a sales invoice', () => {
  it('becomes an order in pence', () => {
    expect(planOrders([invoice('1', [mug])]).steps).toEqual([
      {
        step: 'place',
        invoice: '1',
        customerId: '17850',
        country: 'GB',
        lines: [{ sku: 'MUG', description: 'A thing', quantity: 2, unitPriceMinor: 425 }],
      },
    ]);
  });

  it('loses its bad rows one by one, each counted by its reason', () => {
    const mixed = invoice('1', [
      mug,
      ['A', '0', '1'],
      ['B', '1', '0'],
      ['C', '1', '0.001'],
      ['D', '1', '1', ''],
      ['E', '-1', '1'],
    ]);
    expect(stepsOf(mixed)).toEqual(['+1']);
    expect(refusedOf(mixed)).toEqual({
      'quantity-not-positive': 2,
      'price-not-positive': 1,
      'fraction-of-a-penny': 1,
      'no-description': 1,
    });
  });

  it('is refused whole without a customer, its rows uncounted', () => {
    expect(refusedOf(invoice('1', [mug, ['A', '0', '1']], { customerId: undefined }))).toEqual({
      'missing-customer': 1,
    });
  });

  it('is refused when no line is left, and when nobody knows its country', () => {
    expect(refusedOf(invoice('1', [['A', '0', '1']]))).toEqual({ 'quantity-not-positive': 1, 'no-lines-left': 1 });
    expect(refusedOf(invoice('1', [mug], { country: 'Atlantis' }))).toEqual({ 'unknown-country': 1 });
  });
});

describe('a cancellation invoice', () => {
  it('takes back the newest order with equal lines, in whatever order they stand', () => {
    const steps = stepsOf(
      invoice('1', [mug, lamp]),
      invoice('2', [lamp, mug]),
      invoice('3', [mug]),
      invoice('C4', [noMug, noLamp]),
    );
    expect(steps).toEqual(['+1', '+2', '+3', '-2']);
  });

  it('takes back the one before when the newest is taken back already', () => {
    const steps = stepsOf(invoice('1', [mug]), invoice('2', [mug]), invoice('C3', [noMug]), invoice('C4', [noMug]));
    expect(steps).toEqual(['+1', '+2', '-2', '-1']);
  });

  it.each([
    ['a part of the lines', invoice('C2', [noMug])],
    ['another quantity', invoice('C2', [['MUG', '-1', '4.25'], noLamp])],
    ['another price', invoice('C2', [['MUG', '-2', '4.20'], noLamp])],
    ['a bad row besides', invoice('C2', [noMug, noLamp, ['X', '-1', '0.00']])],
    ['another customer', invoice('C2', [noMug, noLamp], { customerId: '12345' })],
  ])('is unmatched with %s', (_why, cancellation) => {
    const sale = invoice('1', [mug, lamp]);
    expect(stepsOf(sale, cancellation)).toEqual(['+1']);
    expect(refusedOf(sale, cancellation)).toEqual({ 'cancellation-unmatched': 1 });
  });

  it('is unmatched before its order, and when the order is taken back already', () => {
    expect(stepsOf(invoice('C1', [noMug]), invoice('2', [mug]))).toEqual(['+2']);
    expect(refusedOf(invoice('1', [mug]), invoice('C2', [noMug]), invoice('C3', [noMug]))).toEqual({
      'cancellation-unmatched': 1,
    });
  });

  it('is refused without a customer', () => {
    expect(refusedOf(invoice('C1', [noMug], { customerId: undefined }))).toEqual({ 'missing-customer': 1 });
  });
});
