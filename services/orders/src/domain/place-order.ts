import { accept, type Decision, reject } from './decision.ts';
import {
  MAX_LINES,
  type Order,
  type OrderEvent,
  type OrderLine,
  type OrderRejection,
  type PlaceOrder,
} from './order.ts';

type Total =
  | { readonly ok: true; readonly totalMinor: number }
  | { readonly ok: false; readonly rejection: OrderRejection };

export function placeOrder(command: PlaceOrder, order: Order): Decision<OrderEvent, OrderRejection> {
  switch (order.status) {
    case 'placed':
    case 'cancelled':
      return accept(); // the order's id stands for this very request: it was placed before
    case 'none':
      return placeNewOrder(command);
  }
}

function placeNewOrder({ order, at }: PlaceOrder): Decision<OrderEvent, OrderRejection> {
  const { lines } = order;
  if (lines.length === 0) return reject({ reason: 'OrderWithoutLines' });
  if (lines.length > MAX_LINES) return reject({ reason: 'TooManyLines', maxLines: MAX_LINES });
  const total = totalOf(lines);
  if (!total.ok) return total;
  return accept({ type: 'OrderPlaced', version: 1, data: { ...order, totalMinor: total.totalMinor, placedAt: at } });
}

/** Sums exactly or not at all: beyond the safe integers pennies would be lost. */
function totalOf(lines: readonly OrderLine[]): Total {
  let totalMinor = 0;
  for (const [line, { quantity, unitPriceMinor }] of lines.entries()) {
    totalMinor += quantity * unitPriceMinor;
    if (totalMinor > Number.MAX_SAFE_INTEGER) return reject({ reason: 'TotalTooLarge', line });
  }
  return { ok: true, totalMinor };
}
