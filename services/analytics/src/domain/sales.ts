/** What sales are grouped by. */
export type SalesView = 'day' | 'product' | 'country' | 'customer';

/** What sales take from an order. Amounts are in minor units of the currency. */
export interface SoldOrder {
  readonly customerId: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly lines: readonly { readonly sku: string; readonly quantity: number; readonly unitPriceMinor: number }[];
  readonly totalMinor: number;
  /** UTC, ISO 8601. */
  readonly placedAt: string;
}

/** An event that changes sales. */
export interface SalesEvent {
  readonly id: string;
  readonly type: 'OrderPlaced' | 'OrderCancelled';
  readonly data: SoldOrder;
}

/** Which figures: of one key of a view, on one day. */
export interface SalesCell {
  readonly view: SalesView;
  /** A day, a SKU, a country or a customer, as the view says. */
  readonly key: string;
  /** UTC day on which the orders were placed, `YYYY-MM-DD`. */
  readonly day: string;
}

/** Figures that add up. Amounts are in minor units, by ISO 4217 currency. */
export interface SalesFigures {
  readonly orders: number;
  readonly units: number;
  readonly totalMinor: Readonly<Record<string, number>>;
}

/** A cell and its figures, or what to add to them; negative to take out. */
export type SalesRow = SalesCell & SalesFigures;

/** No sales. */
export const NO_SALES: SalesFigures = { orders: 0, units: 0, totalMinor: {} };

/**
 * What an event adds to each cell, at most one row a cell, in an order that is the same each time.
 * A cancelled order is taken out on the day on which it was placed, so that changes commute and cancel out.
 */
export function salesChanges(event: SalesEvent): readonly SalesRow[] {
  const sign = event.type === 'OrderPlaced' ? 1 : -1;
  const { customerId, country, currency, totalMinor, placedAt } = event.data;
  const day = placedAt.slice(0, 'YYYY-MM-DD'.length);
  const units = event.data.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const whole = { day, orders: sign, units: sign * units, totalMinor: { [currency]: sign * totalMinor } };
  return [
    { view: 'day', key: day, ...whole },
    { view: 'country', key: country, ...whole },
    { view: 'customer', key: customerId, ...whole },
    ...productChanges(event.data, day, sign),
  ];
}

function productChanges({ lines, currency }: SoldOrder, day: string, sign: 1 | -1): readonly SalesRow[] {
  const products = new Map<string, { units: number; amountMinor: number }>();
  for (const { sku, quantity, unitPriceMinor } of lines) {
    const { units, amountMinor } = products.get(sku) ?? { units: 0, amountMinor: 0 };
    products.set(sku, { units: units + quantity, amountMinor: amountMinor + quantity * unitPriceMinor });
  }
  return [...products].map(([sku, { units, amountMinor }]) => ({
    view: 'product',
    key: sku,
    day,
    orders: sign,
    units: sign * units,
    totalMinor: { [currency]: sign * amountMinor },
  }));
}

/** The sum of two figures; a currency that comes to nothing is left out. */
export function addFigures(left: SalesFigures, right: SalesFigures): SalesFigures {
  const totals = Object.entries(right.totalMinor).reduce(
    (sum, [currency, amountMinor]) => sum.set(currency, (sum.get(currency) ?? 0) + amountMinor),
    new Map(Object.entries(left.totalMinor)),
  );
  return {
    orders: left.orders + right.orders,
    units: left.units + right.units,
    totalMinor: Object.fromEntries([...totals].filter(([, amountMinor]) => amountMinor !== 0)),
  };
}

/** All sales, by cell: what a rebuild from nothing makes. */
export type Sales = ReadonlyMap<string, SalesRow>;

/** Adds an event to all sales. Which events have been added already is for the caller to know. */
export function projectSales(sales: Sales, event: SalesEvent): Sales {
  const next = new Map(sales);
  for (const change of salesChanges(event)) {
    const { view, key, day } = change;
    const cell = JSON.stringify([view, key, day]);
    next.set(cell, { view, key, day, ...addFigures(next.get(cell) ?? NO_SALES, change) });
  }
  return next;
}
