import { type MailBlock, type MailContent, renderMail } from './mail-layout.ts';
import { formatDay, formatMoney } from './money.ts';

/** What a mail says of an order. Amounts are in minor units of the currency; times are UTC, ISO 8601. */
export interface MailedOrder {
  readonly orderId: string;
  readonly contact: { readonly email: string; readonly name: string };
  /** ISO 4217. */
  readonly currency: string;
  readonly lines: readonly {
    readonly description: string;
    readonly quantity: number;
    readonly unitPriceMinor: number;
  }[];
  readonly totalMinor: number;
  readonly placedAt: string;
}

/** What a mail says of an order that was called off. */
export interface CancelledMailedOrder extends MailedOrder {
  readonly reason: string;
  readonly cancelledAt: string;
}

/** Lines a mail lists; the longest real orders have over a thousand, and nobody reads those in a mail. */
const MAX_LINES = 100;

/** "We have your order." */
export function confirmationMail(order: MailedOrder): MailContent {
  return renderMail({
    subject: `Your order of ${formatDay(order.placedAt)} is confirmed`,
    greeting: `Dear ${order.contact.name},`,
    blocks: [
      {
        kind: 'paragraph',
        text: `Thank you. We have your order of ${formatDay(order.placedAt)} and are getting it ready.`,
      },
      linesOf(order),
      { kind: 'paragraph', text: `Order number: ${order.orderId}` },
    ],
  });
}

/** "Your order is called off." */
export function cancellationMail(order: CancelledMailedOrder): MailContent {
  const day = formatDay(order.placedAt);
  return renderMail({
    subject: `Your order of ${day} is cancelled`,
    greeting: `Dear ${order.contact.name},`,
    blocks: [
      { kind: 'paragraph', text: `Your order of ${day} was cancelled on ${formatDay(order.cancelledAt)}.` },
      { kind: 'paragraph', text: `The reason we were given: ${order.reason}` },
      linesOf(order),
      { kind: 'paragraph', text: `Order number: ${order.orderId}` },
    ],
  });
}

function linesOf({ lines, currency, totalMinor }: MailedOrder): MailBlock {
  const shown = lines.slice(0, MAX_LINES);
  const rest = lines.length - shown.length;
  return {
    kind: 'table',
    rows: shown.map(({ description, quantity, unitPriceMinor }) => ({
      label: `${quantity} × ${description}`,
      amount: formatMoney(quantity * unitPriceMinor, currency),
    })),
    ...(rest > 0 ? { note: `and ${rest} more ${rest === 1 ? 'line' : 'lines'}` } : {}),
    total: { label: 'Total', amount: formatMoney(totalMinor, currency) },
  };
}
