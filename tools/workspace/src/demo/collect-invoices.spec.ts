import { describe, expect, it } from 'vitest';
import { collectInvoices } from './collect-invoices.ts';
import type { RetailRow } from './retail-row.ts';

const row = (InvoiceNo: string, CustomerID = '17850.0'): RetailRow => ({
  InvoiceNo,
  StockCode: 'MUG-07',
  Description: 'Enamel mug',
  Quantity: '1',
  UnitPrice: '4.25',
  CustomerID,
  Country: 'EIRE',
});

async function* fileOf(...numbers: readonly string[]): AsyncGenerator<RetailRow, void, undefined> {
  for (const number of numbers) yield row(number);
}

const numbersOf = async (limit: number, ...numbers: readonly string[]): Promise<readonly string[]> =>
  (await collectInvoices(fileOf(...numbers), limit)).map((invoice) => `${invoice.number} x${invoice.rows.length}`);

describe('invoices of a file', () => {
  it('keep the order in which the file first names them, also when their rows are apart', async () => {
    expect(await numbersOf(9, '1', '2', '1', 'C3', '2', '1')).toEqual(['1 x3', '2 x2', 'C3 x1']);
  });

  it('are limited by counting sales', async () => {
    expect(await numbersOf(2, '1', 'C2', '3', '4', '5')).toEqual(['1 x1', 'C2 x1', '3 x1']);
  });

  it('include the cancellations up to the first sale over the limit, and late rows of their own', async () => {
    expect(await numbersOf(1, '1', 'C2', '3', 'C4', '1')).toEqual(['1 x2', 'C2 x1']);
  });

  it('say who buys, where, and whether it is a cancellation', async () => {
    const [sale, cancellation] = await collectInvoices(fileOf('1', 'C2'));
    expect(sale).toEqual({ number: '1', kind: 'sale', customerId: '17850', country: 'EIRE', rows: [row('1')] });
    expect(cancellation?.kind).toBe('cancellation');
  });

  it('have no customer when the file names none', async () => {
    const nobody = async function* (): AsyncGenerator<RetailRow, void, undefined> {
      yield row('1', '');
    };
    expect((await collectInvoices(nobody()))[0]?.customerId).toBeUndefined();
  });
});
