import type { Placement } from './place-orders.ts';
import type { Refusals } from './plan-orders.ts';
import { CURRENCY } from './plan-orders.ts';
import { percentile } from './settle-times.ts';
import type { Sums } from './expected-sales.ts';
import type { Observed } from './tally.ts';

/** What happened, in the shape that `--json` prints. */
export interface Report {
  readonly orders: { readonly submitted: number; readonly accepted: number; readonly cancelled: number };
  /** Invoices and rows by reason; every reason is there, most of them 0. */
  readonly refused: Readonly<Record<string, number>>;
  readonly events: Observed['events'];
  readonly mails: Observed['mails'];
  readonly sales: { readonly orders: number; readonly totalMinor: Readonly<Record<string, number>> };
  readonly deadLetters: number;
  /** From the first order sent to nothing moving any more. */
  readonly seconds: number;
  readonly settleMs: { readonly p50: number; readonly p99: number };
}

export interface Happened {
  readonly placement: Placement;
  readonly refused: Refusals;
  readonly observed: Observed;
  readonly sales: Sums;
  readonly seconds: number;
  readonly settleMs: readonly number[];
}

const REASONS = [
  'missing-customer',
  'cancellation-unmatched',
  'quantity-not-positive',
  'price-not-positive',
  'fraction-of-a-penny',
  'no-description',
  'not-readable',
  'no-lines-left',
  'unknown-country',
] as const;

function joinRefusals(planned: Refusals, sent: Placement['refused']): Readonly<Record<string, number>> {
  const refused: Record<string, number> = Object.fromEntries(REASONS.map((reason) => [reason, planned[reason] ?? 0]));
  for (const [reason, count] of Object.entries(sent)) refused[reason] = (refused[reason] ?? 0) + count;
  return refused;
}

/** Gathers what happened into the report. */
export function reportOf({ placement, refused, observed, sales, seconds, settleMs }: Happened): Report {
  const accepted = placement.accepted.filter(({ step }) => step === 'place').length;
  return {
    orders: { submitted: placement.submitted, accepted, cancelled: placement.accepted.length - accepted },
    refused: joinRefusals(refused, placement.refused),
    events: observed.events,
    mails: observed.mails,
    sales: { orders: sales.orders, totalMinor: { [CURRENCY]: sales.pence } },
    deadLetters: observed.deadLetters,
    seconds: Math.round(seconds * 10) / 10,
    settleMs: { p50: Math.round(percentile(settleMs, 0.5)), p99: Math.round(percentile(settleMs, 0.99)) },
  };
}

const pounds = (pence: number): string =>
  new Intl.NumberFormat('en-GB', { style: 'currency', currency: CURRENCY }).format(pence / 100);

/** The report for people, a few lines. */
export function printed(report: Report): string {
  const { orders, events, mails, sales, settleMs } = report;
  const refused = Object.entries(report.refused).filter(([, count]) => count > 0);
  return [
    `orders    ${orders.submitted} submitted, ${orders.accepted} accepted, ${orders.cancelled} cancelled`,
    `refused   ${refused.length === 0 ? 'nothing' : refused.map(([reason, count]) => `${count} ${reason}`).join(', ')}`,
    `events    ${events.OrderPlaced} OrderPlaced, ${events.OrderCancelled} OrderCancelled`,
    `mails     ${mails.sent} sent, ${mails.duplicates} twice, ${mails.missing} missing`,
    `sales     ${sales.orders} orders, ${pounds(sales.totalMinor[CURRENCY] ?? 0)}`,
    `dead      ${report.deadLetters} letters`,
    `time      ${report.seconds} s; an order settles in ${settleMs.p50} ms (median), ${settleMs.p99} ms (99 of 100)`,
  ].join('\n');
}
