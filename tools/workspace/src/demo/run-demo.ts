import { fileURLToPath } from 'node:url';
import { launch } from '../launch/launch.ts';
import type { Launched } from '../launch/launch.ts';
import { audit } from './audit.ts';
import { collectInvoices } from './collect-invoices.ts';
import { openTap } from './event-tap.ts';
import type { EventTap } from './event-tap.ts';
import { expectedSales, sumOf } from './expected-sales.ts';
import { readLedger } from './mail-ledger.ts';
import { awsOf } from './operator.ts';
import { placeOrders } from './place-orders.ts';
import type { Placement } from './place-orders.ts';
import { planOrders } from './plan-orders.ts';
import type { Plan } from './plan-orders.ts';
import { makeProgress } from './progress.ts';
import type { Progress } from './progress.ts';
import { readRows } from './read-rows.ts';
import { countDeadLetters, readHandled, resourcesOf } from './read-system.ts';
import { reportOf } from './report.ts';
import type { Report } from './report.ts';
import { settleTimes } from './settle-times.ts';
import { makeShop, SALES_VIEWS } from './shop.ts';
import type { SalesRow, SalesView, Shop } from './shop.ts';
import { countMails } from './tally.ts';
import type { Observed } from './tally.ts';
import { untilQuiet } from './until-quiet.ts';

/** What a run of the demo can be told. */
export interface DemoOptions {
  /** CSV in Online Retail's columns. Default: a small sample. */
  readonly orders?: string;
  /** How many sales invoices to take. Default: all. */
  readonly limit?: number;
  /** Orders a second. Default: as fast as they are answered. */
  readonly rate?: number;
  /** False takes the templates as they are. Default: builds what changed. */
  readonly build?: boolean;
}

export interface DemoResult {
  readonly report: Report;
  /** What does not add up, a sentence each; empty when all does. */
  readonly findings: readonly string[];
}

const SAMPLE = fileURLToPath(new URL('sample/orders.csv', import.meta.url));

interface Running {
  readonly launched: Launched;
  readonly shop: Shop;
  readonly tap: EventTap;
  readonly progress: Progress;
}

async function readSales(shop: Shop): Promise<Record<SalesView, readonly SalesRow[]>> {
  const views = await Promise.all(SALES_VIEWS.map(async (view) => [view, await shop.sales(view)] as const));
  return Object.fromEntries(views) as Record<SalesView, readonly SalesRow[]>;
}

async function observe(
  { launched, tap }: Running,
  placement: Placement,
  stillMoving: readonly string[],
): Promise<Observed> {
  const ledger = await readLedger(launched.endpoints.mailbox);
  return {
    events: await tap.count(),
    mails: countMails(placement.accepted, ledger),
    deadLetters: await countDeadLetters(awsOf(launched.cloud), launched.stacks),
    stillMoving,
  };
}

async function trade(plan: Plan, running: Running, rate: number | undefined): Promise<DemoResult> {
  const { launched, shop, progress } = running;
  const total = plan.steps.length;
  const startedAt = performance.now();
  const onAnswer = (answers: number): void => progress.show(`sent ${answers} of ${total}`);
  const placement = await placeOrders(plan.steps, shop, { ratePerSecond: rate, onAnswer });
  const stillMoving = await untilQuiet(launched.cloud, progress);
  const seconds = (performance.now() - startedAt) / 1000;
  progress.show('comparing what happened with the file');
  const observed = await observe(running, placement, stillMoving);
  const sales = await readSales(shop);
  const settleMs = settleTimes(placement.accepted, await readHandled(awsOf(launched.cloud)));
  progress.done();
  const placed = plan.steps.filter(({ step }) => step === 'place').length;
  const expected = { placed, cancelled: total - placed, sales: expectedSales(plan.steps) };
  const report = reportOf({ placement, refused: plan.refused, observed, sales: sumOf(sales.day), seconds, settleMs });
  return { report, findings: audit({ expected, placement, observed, sales }) };
}

/**
 * Runs real orders through the whole system on a cloud of its own, waits until nothing moves, and compares what the APIs,
 * the bus, the mailbox and the queues say with sums worked out from the file alone.
 */
export async function runDemo({ orders = SAMPLE, limit, rate, build = true }: DemoOptions): Promise<DemoResult> {
  const progress = makeProgress();
  progress.show(`reading ${orders}`);
  const plan = planOrders(await collectInvoices(readRows(orders), limit));
  progress.show('starting the system');
  const launched = await launch({ build, onBuild: () => progress.show('building what changed') });
  try {
    const [busName = ''] = resourcesOf(launched.stacks, 'AWS::Events::EventBus');
    const tap = await openTap(awsOf(launched.cloud), busName);
    return await trade(plan, { launched, shop: makeShop(launched.endpoints), tap, progress }, rate);
  } finally {
    progress.done();
    await launched.cloud.stop();
  }
}
