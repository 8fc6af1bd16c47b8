import type { ExpectedSales, Sums } from './expected-sales.ts';
import { sumOf } from './expected-sales.ts';
import type { Placement } from './place-orders.ts';
import { CURRENCY } from './plan-orders.ts';
import { SALES_VIEWS } from './shop.ts';
import type { SalesRow, SalesView } from './shop.ts';
import type { Observed } from './tally.ts';

export interface Audited {
  readonly expected: {
    readonly placed: number;
    readonly cancelled: number;
    readonly sales: ExpectedSales;
  };
  readonly placement: Placement;
  readonly observed: Observed;
  readonly sales: Readonly<Record<SalesView, readonly SalesRow[]>>;
}

const same = (what: string, expected: number, found: number): readonly string[] =>
  expected === found ? [] : [`${what}: expected ${expected}, found ${found}`];

function sameSums(what: string, expected: Sums, found: Sums): readonly string[] {
  return [
    ...same(`${what}, orders`, expected.orders, found.orders),
    ...same(`${what}, units`, expected.units, found.units),
    ...same(`${what}, pence`, expected.pence, found.pence),
  ];
}

function auditView(
  view: Exclude<SalesView, 'day'>,
  expected: ReadonlyMap<string, Sums>,
  rows: readonly SalesRow[],
): readonly string[] {
  const found = new Map(rows.map((row) => [row.key, sumOf([row])]));
  const nothing: Sums = { orders: 0, units: 0, pence: 0 };
  const keys = new Set([...expected.keys(), ...found.keys()]);
  return [...keys].flatMap((key) =>
    sameSums(`sales by ${view}, ${key}`, expected.get(key) ?? nothing, found.get(key) ?? nothing),
  );
}

function auditSales(sales: ExpectedSales, views: Audited['sales']): readonly string[] {
  const foreign = SALES_VIEWS.flatMap((view) =>
    views[view].flatMap(({ key, totalMinor }) =>
      Object.keys(totalMinor).some((currency) => currency !== CURRENCY)
        ? [`sales by ${view}, ${key}: not only ${CURRENCY}`]
        : [],
    ),
  );
  return [
    ...sameSums('sales by day, all days', sales.all, sumOf(views.day)),
    ...auditView('product', sales.product, views.product),
    ...auditView('country', sales.country, views.country),
    ...auditView('customer', sales.customer, views.customer),
    ...foreign,
  ];
}

/** All that does not add up, a sentence each: what the file asks for on one side, what the system says on the other. */
export function audit({ expected, placement, observed, sales }: Audited): readonly string[] {
  const count = (step: 'place' | 'cancel'): number => placement.accepted.filter((one) => one.step === step).length;
  return [
    ...observed.stillMoving.map((what) => `still moving: ${what}`),
    ...same('orders accepted', expected.placed, count('place')),
    ...same('orders cancelled', expected.cancelled, count('cancel')),
    ...same('distinct orders', expected.placed, new Set(placement.accepted.map(({ orderId }) => orderId)).size),
    ...same('OrderPlaced events', expected.placed, observed.events.OrderPlaced),
    ...same('OrderCancelled events', expected.cancelled, observed.events.OrderCancelled),
    ...same('mails', expected.placed + expected.cancelled, observed.mails.sent),
    ...same('mails sent twice', 0, observed.mails.duplicates),
    ...same('mails missing', 0, observed.mails.missing),
    ...same('dead letters', 0, observed.deadLetters),
    ...auditSales(expected.sales, sales),
  ];
}
