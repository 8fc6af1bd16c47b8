import type { PlannedCancellation, PlannedOrder } from './plan-orders.ts';
import type { SalesRow, SalesView } from './shop.ts';
import { CURRENCY } from './plan-orders.ts';

/** Sums of one key, in orders, pieces and pence. */
export interface Sums {
  readonly orders: number;
  readonly units: number;
  readonly pence: number;
}

/** What the sales must be, worked out from the file alone: key → sums. Of the days only the sum over all is known. */
export type ExpectedSales = Readonly<Record<Exclude<SalesView, 'day'>, ReadonlyMap<string, Sums>>> & {
  readonly all: Sums;
};

const NOTHING: Sums = { orders: 0, units: 0, pence: 0 };

const plus = (left: Sums, right: Sums): Sums => ({
  orders: left.orders + right.orders,
  units: left.units + right.units,
  pence: left.pence + right.pence,
});

const addTo = (sums: Map<string, Sums>, key: string, more: Sums): void =>
  void sums.set(key, plus(sums.get(key) ?? NOTHING, more));

/** The orders of a plan that are not cancelled in it. */
export function netOrders(steps: readonly (PlannedOrder | PlannedCancellation)[]): readonly PlannedOrder[] {
  const cancelled = new Set(steps.flatMap((step) => (step.step === 'cancel' ? [step.order] : [])));
  return steps.filter((step): step is PlannedOrder => step.step === 'place' && !cancelled.has(step));
}

/** Sums of the plan's orders net of its cancellations, by product, country and customer. */
export function expectedSales(steps: readonly (PlannedOrder | PlannedCancellation)[]): ExpectedSales {
  const product = new Map<string, Sums>();
  const country = new Map<string, Sums>();
  const customer = new Map<string, Sums>();
  let all = NOTHING;
  for (const order of netOrders(steps)) {
    const perProduct = new Map<string, Sums>();
    for (const { sku, quantity, unitPriceMinor } of order.lines) {
      const line = { orders: 0, units: quantity, pence: quantity * unitPriceMinor };
      addTo(perProduct, sku, line);
    }
    const whole = { ...[...perProduct.values()].reduce(plus, NOTHING), orders: 1 };
    for (const [sku, sums] of perProduct) addTo(product, sku, { ...sums, orders: 1 });
    addTo(country, order.country, whole);
    addTo(customer, order.customerId, whole);
    all = plus(all, whole);
  }
  return { product, country, customer, all };
}

/** Sums over all rows of a view. */
export function sumOf(rows: readonly SalesRow[]): Sums {
  return rows
    .map(({ orders, units, totalMinor }) => ({ orders, units, pence: totalMinor[CURRENCY] ?? 0 }))
    .reduce(plus, NOTHING);
}
