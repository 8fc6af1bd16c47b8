import type { Invoice } from './collect-invoices.ts';
import { countryCode } from './country-codes.ts';
import { judgeRow, takenBack } from './retail-row.ts';
import type { OrderLine, RowRefusal } from './retail-row.ts';

/** The one currency of the file. */
export const CURRENCY = 'GBP';

/** An order as the file asks for it. */
export interface PlannedOrder {
  readonly step: 'place';
  readonly invoice: string;
  readonly customerId: string;
  readonly country: string;
  readonly lines: readonly OrderLine[];
}

/** The cancellation of an order that stands earlier in the plan. */
export interface PlannedCancellation {
  readonly step: 'cancel';
  readonly invoice: string;
  readonly order: PlannedOrder;
}

export type InvoiceRefusal = 'missing-customer' | 'unknown-country' | 'no-lines-left' | 'cancellation-unmatched';

/** Invoices and rows that do not become orders, counted by reason; a reason that nothing met is absent. */
export type Refusals = Readonly<Partial<Record<RowRefusal | InvoiceRefusal, number>>>;

export interface Plan {
  readonly steps: readonly (PlannedOrder | PlannedCancellation)[];
  readonly refused: Refusals;
}

/** Equal for two lists of lines that hold the same products in the same quantities and prices, in whatever order. */
const contentOf = (lines: readonly OrderLine[]): string =>
  JSON.stringify(
    lines.map(({ sku, quantity, unitPriceMinor }) => [sku, quantity, unitPriceMinor].join('\t')).toSorted(),
  );

class Planning {
  readonly steps: (PlannedOrder | PlannedCancellation)[] = [];
  readonly refused: Partial<Record<RowRefusal | InvoiceRefusal, number>> = {};
  /** Orders that nothing has cancelled yet, oldest first, by customer and content. */
  readonly #open = new Map<string, PlannedOrder[]>();

  take(invoice: Invoice): void {
    if (invoice.customerId === undefined) this.#refuse('missing-customer');
    else if (invoice.kind === 'sale') this.#sell(invoice, invoice.customerId);
    else this.#cancel(invoice, invoice.customerId);
  }

  #sell(invoice: Invoice, customerId: string): void {
    const country = countryCode(invoice.country);
    if (country === undefined) return this.#refuse('unknown-country');
    const lines = invoice.rows.flatMap((row) => {
      const judgement = judgeRow(row);
      if (judgement.ok) return [judgement.line];
      this.#refuse(judgement.reason);
      return [];
    });
    if (lines.length === 0) return this.#refuse('no-lines-left');
    const order: PlannedOrder = { step: 'place', invoice: invoice.number, customerId, country, lines };
    this.steps.push(order);
    const key = `${customerId} ${contentOf(lines)}`;
    const orders = this.#open.get(key);
    if (orders === undefined) this.#open.set(key, [order]);
    else orders.push(order);
  }

  #cancel(invoice: Invoice, customerId: string): void {
    const judgements = invoice.rows.map((row) => judgeRow(takenBack(row)));
    const lines = judgements.flatMap((judgement) => (judgement.ok ? [judgement.line] : []));
    const whole = lines.length === judgements.length;
    const order = whole ? this.#open.get(`${customerId} ${contentOf(lines)}`)?.pop() : undefined;
    if (order === undefined) this.#refuse('cancellation-unmatched');
    else this.steps.push({ step: 'cancel', invoice: invoice.number, order });
  }

  #refuse(reason: RowRefusal | InvoiceRefusal): void {
    this.refused[reason] = (this.refused[reason] ?? 0) + 1;
  }
}

/**
 * Turns invoices into what is asked of the shop, in their order, and counts by reason all that is not asked.
 *
 * An invoice without a customer is refused whole, whether it sells or cancels. Bad rows of a sale are refused one by one
 * and the rest is placed. A cancellation takes back the customer's newest order, not yet taken back, with exactly its
 * products, quantities and prices.
 */
export function planOrders(invoices: readonly Invoice[]): Plan {
  const planning = new Planning();
  for (const invoice of invoices) planning.take(invoice);
  return { steps: planning.steps, refused: planning.refused };
}
