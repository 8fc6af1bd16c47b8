import { parsePence } from './pence.ts';
import type { Pence } from './pence.ts';

/** One row of the file, every field the text that stands there. */
export interface RetailRow {
  readonly InvoiceNo: string;
  readonly StockCode: string;
  readonly Description: string;
  readonly Quantity: string;
  readonly UnitPrice: string;
  readonly CustomerID: string;
  readonly Country: string;
}

/** The columns that a file must have; others are not read. */
export const COLUMNS: readonly (keyof RetailRow)[] = [
  'InvoiceNo',
  'StockCode',
  'Description',
  'Quantity',
  'UnitPrice',
  'CustomerID',
  'Country',
];

/** A line of an order as the orders API takes it. */
export interface OrderLine {
  readonly sku: string;
  readonly description: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
}

export type RowRefusal =
  | 'quantity-not-positive'
  | 'price-not-positive'
  | 'fraction-of-a-penny'
  | 'no-description'
  | 'not-readable';

export type Judgement =
  | { readonly ok: true; readonly line: OrderLine }
  | { readonly ok: false; readonly reason: RowRefusal };

/** The whole number that the text says, NaN for any other text. */
const wholeNumber = (text: string): number => (/^-?\d{1,15}$/u.test(text.trim()) ? Number(text) : Number.NaN);

function refusalOf(line: OrderLine, price: Pence): RowRefusal | undefined {
  if (line.quantity <= 0) return 'quantity-not-positive';
  if (line.unitPriceMinor <= 0) return 'price-not-positive';
  if (!price.ok) return price.reason;
  if (line.description === '') return 'no-description';
  return Number.isNaN(line.quantity) || line.sku === '' ? 'not-readable' : undefined;
}

/** Says whether a row can be sold, and if not the first reason why, in the order of {@link RowRefusal}. */
export function judgeRow(row: RetailRow): Judgement {
  const price = parsePence(row.UnitPrice);
  const line = {
    sku: row.StockCode.trim(),
    description: row.Description.trim(),
    quantity: wholeNumber(row.Quantity),
    unitPriceMinor: price.ok ? price.pence : Number.NaN,
  };
  const reason = refusalOf(line, price);
  return reason === undefined ? { ok: true, line } : { ok: false, reason };
}

/** The row with its quantity's sign turned, which is what a cancellation invoice takes back. */
export function takenBack(row: RetailRow): RetailRow {
  const quantity = row.Quantity.trim();
  return { ...row, Quantity: quantity.startsWith('-') ? quantity.slice(1) : `-${quantity}` };
}
