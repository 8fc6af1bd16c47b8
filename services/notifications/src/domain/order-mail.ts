import type { OrderCancelledV1 } from '@tidings/events/orders/order-cancelled';
import type { OrderPlacedV1 } from '@tidings/events/orders/order-placed';
import { type MailBlock, type MailContent, renderMail } from './mail-layout.ts';
import { formatDay, formatMoney } from './money.ts';

/** Lines a mail lists; the longest real orders have over a thousand, and nobody reads those in a mail. */
const MAX_LINES = 100;

/** "We have your order." */
export function confirmationMail(order: OrderPlacedV1): MailContent {
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
export function cancellationMail(order: OrderCancelledV1): MailContent {
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

function linesOf({ lines, currency, totalMinor }: OrderPlacedV1): MailBlock {
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
