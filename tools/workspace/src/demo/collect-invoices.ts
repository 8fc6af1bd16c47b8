import type { RetailRow } from './retail-row.ts';

/** All rows of one invoice number, in the order of the file. */
export interface Invoice {
  readonly number: string;
  readonly kind: 'sale' | 'cancellation';
  /** Undefined when the file names no customer. */
  readonly customerId: string | undefined;
  /** The country's name as the file has it. */
  readonly country: string;
  readonly rows: readonly RetailRow[];
}

interface OpenInvoice extends Invoice {
  readonly rows: RetailRow[];
}

/** The file writes numbers of customers as decimal fractions: "17850.0". */
const customerOf = (row: RetailRow): string | undefined => row.CustomerID.trim().replace(/\.0+$/u, '') || undefined;

const open = (row: RetailRow): OpenInvoice => ({
  number: row.InvoiceNo,
  kind: row.InvoiceNo.startsWith('C') ? 'cancellation' : 'sale',
  customerId: customerOf(row),
  country: row.Country.trim(),
  rows: [],
});

/**
 * Groups rows into invoices, in the order in which the file first names them. An invoice's rows need not stand together:
 * the file is read to its end. `limit` counts sales invoices; cancellations before the first sale over the limit belong to it.
 */
export async function collectInvoices(
  rows: AsyncIterable<RetailRow>,
  limit: number = Number.POSITIVE_INFINITY,
): Promise<readonly Invoice[]> {
  const invoices = new Map<string, OpenInvoice>();
  let sales = 0;
  for await (const row of rows) {
    const known = invoices.get(row.InvoiceNo);
    if (known !== undefined) known.rows.push(row);
    else if (sales < limit || (sales === limit && row.InvoiceNo.startsWith('C'))) {
      const invoice = open(row);
      invoice.rows.push(row);
      invoices.set(invoice.number, invoice);
      if (invoice.kind === 'sale') sales += 1;
    } else sales = limit + 1;
  }
  return [...invoices.values()];
}
