import { createRequire } from 'node:module';
import { startDynalite, startLocalCloud, startNullServer } from './dynamodb-targets.ts';
import type { CloudTarget, Target } from './dynamodb-targets.ts';
import { REQUESTS } from './dynamodb-workload.ts';
import type { OperationName, Request } from './dynamodb-workload.ts';

const OPERATIONS: readonly OperationName[] = ['put', 'get', 'query', 'transaction'];
const WARM_UP_REQUESTS = 400;
const REQUESTS_PER_ROUND = 400;
const ROUNDS = 9;
/** Requests under way at a time. */
const CONCURRENCY = 8;
/** Items that are there at the end, with streams on. */
const FLAT_TO = 100_000;

/** Puts must not meet: each measurement takes new numbers. */
const counter = { next: 0 };

/** CPU microseconds per request, client and server together: they share the process. */
async function measure(target: Target, request: Request, count: number): Promise<number> {
  const first = counter.next;
  counter.next += count;
  const before = process.cpuUsage();
  let at = first;
  const lane = async (): Promise<void> => {
    while (at < first + count) {
      const mine = at;
      at += 1;
      await request(target.client, mine);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, lane));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / count;
}

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};

type Figures = ReadonlyMap<Target['name'], readonly number[]>;

/** One operation on all targets, turn by turn. */
async function compare(targets: readonly Target[], operation: OperationName): Promise<Figures> {
  const able = targets.filter((target) => operation !== 'transaction' || target.hasTransactions);
  const figures = new Map(able.map((target) => [target.name, [] as number[]]));
  for (const target of able) await measure(target, REQUESTS[operation], WARM_UP_REQUESTS);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const target of able)
      figures.get(target.name)?.push(await measure(target, REQUESTS[operation], REQUESTS_PER_ROUND));
  }
  return figures;
}

/** Median over the rounds of a reference's time by ours in the same round. */
function ratio(figures: Figures, reference: Target['name']): number {
  const ours = figures.get('local cloud') ?? [];
  const theirs = figures.get(reference);
  return theirs === undefined ? Number.NaN : median(ours.map((own, round) => (theirs[round] ?? Number.NaN) / own));
}

const shown = (value: number, digits: number): string => (Number.isNaN(value) ? '–' : value.toFixed(digits));

function row(operation: string, figures: Figures): Record<string, string> {
  const time = (name: Target['name']): string => shown(median(figures.get(name) ?? []), 0);
  return {
    operation,
    'local cloud µs': time('local cloud'),
    'dynalite µs': time('dynalite'),
    'null server µs': time('null server'),
    'x dynalite': shown(ratio(figures, 'dynalite'), 2),
    'x ceiling': shown(ratio(figures, 'null server'), 2),
  };
}

const geometricMean = (values: readonly number[]): number =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);

function summarize(all: readonly Figures[]): void {
  const against = (name: Target['name']): number =>
    geometricMean(all.map((figures) => ratio(figures, name)).filter((value) => !Number.isNaN(value)));
  console.log(
    `geometric mean: ${shown(against('dynalite'), 2)}x dynalite (reach 1.5x), ${shown(against('null server'), 2)}x the ceiling (reach 0.7x, beat 0.9x)`,
  );
}

/** The same puts over the wire beside the null server, with the table as it is and full. */
async function checkFlat(cloud: CloudTarget, ceiling: Target): Promise<void> {
  const puts = async (): Promise<number> => ratio(await compare([cloud, ceiling], 'put'), 'null server');
  const early = await puts();
  await cloud.fill(FLAT_TO);
  const late = await puts();
  console.log(
    `put with ${FLAT_TO} more items and stream records: ${shown(late / early, 2)}x the rate of before (1 = flat)`,
  );
}

const versionOf = (name: string): string =>
  (createRequire(import.meta.url)(`${name}/package.json`) as { readonly version: string }).version;

/** DynamoDB over the wire with the SDK: ours with streams on, dynalite's own server, and a server that does nothing. */
export async function run(): Promise<void> {
  console.log(
    `Node ${process.version}, client-dynamodb ${versionOf('@aws-sdk/client-dynamodb')}, dynalite ${versionOf('dynalite')}`,
  );
  console.log(
    `CPU per request of client and server together, median of ${ROUNDS} rounds of ${REQUESTS_PER_ROUND}, ${CONCURRENCY} at a time`,
  );
  const cloud = await startLocalCloud();
  const [dynalite, nullServer] = [await startDynalite(), await startNullServer()];
  const all: Figures[] = [];
  const rows: Record<string, string>[] = [];
  for (const operation of OPERATIONS) {
    const figures = await compare([cloud, dynalite, nullServer], operation);
    all.push(figures);
    rows.push(row(operation, figures));
  }
  console.table(rows);
  summarize(all);
  await checkFlat(cloud, nullServer);
  for (const target of [cloud, dynalite, nullServer]) {
    target.client.destroy();
    await target.stop();
  }
}
