import { createRequire } from 'node:module';
import { meanRatio, ratio, row, shown } from './dynamodb-figures.ts';
import type { Cost, Figures } from './dynamodb-figures.ts';
import { startTarget } from './dynamodb-targets.ts';
import type { Target, TargetName } from './dynamodb-targets.ts';
import { REQUESTS } from './dynamodb-workload.ts';
import type { OperationName, Request } from './dynamodb-workload.ts';

const OPERATIONS: readonly OperationName[] = ['put', 'get', 'query', 'transaction'];
const WARM_UP_REQUESTS = 600;
const REQUESTS_PER_ROUND = 400;
const ROUNDS = 7;
/** On a busy machine an operation gets fewer rounds than that, but no fewer than these. */
const MIN_ROUNDS = 3;
const MAX_OPERATION_MS = 12_000;
/** Requests under way at a time. */
const CONCURRENCY = 8;
/** Items that are there at the end, with streams on. */
const FLAT_TO = 100_000;

/** Puts must not meet: each measurement takes new numbers. */
const counter = { next: 0 };

async function send(target: Target, request: Request, count: number): Promise<void> {
  let at = counter.next;
  counter.next += count;
  const end = counter.next;
  const lane = async (): Promise<void> => {
    while (at < end) {
      at += 1;
      await request(target.client, at - 1);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, lane));
}

async function measure(target: Target, request: Request): Promise<Cost> {
  const serverBefore = await target.serverCpu();
  const before = process.cpuUsage();
  await send(target, request, REQUESTS_PER_ROUND);
  const { user, system } = process.cpuUsage(before);
  const server = (await target.serverCpu()) - serverBefore;
  return { total: (user + system + server) / REQUESTS_PER_ROUND, server: server / REQUESTS_PER_ROUND };
}

/** One operation on all targets, turn by turn. dynalite has no transactions. */
async function compare(targets: readonly Target[], operation: OperationName): Promise<Figures> {
  const able = targets.filter(({ name }) => operation !== 'transaction' || name !== 'dynalite');
  const figures = new Map<TargetName, Cost[]>(able.map(({ name }) => [name, []]));
  for (const target of able) await send(target, REQUESTS[operation], WARM_UP_REQUESTS);
  const started = performance.now();
  const hasTime = (round: number): boolean => round < MIN_ROUNDS || performance.now() - started < MAX_OPERATION_MS;
  for (let round = 0; round < ROUNDS && hasTime(round); round += 1)
    for (const target of able) figures.get(target.name)?.push(await measure(target, REQUESTS[operation]));
  return figures;
}

function summarize(all: readonly Figures[]): void {
  const mean = (name: TargetName, part: keyof Cost): string => shown(meanRatio(all, name, part), 2);
  console.log(
    `mean: ${mean('dynalite', 'total')}x dynalite (reach 1.5x), its server alone ${mean('dynalite', 'server')}x`,
  );
  const shared = all.filter((figures) => figures.has('dynalite'));
  const most = meanRatio(shared, 'dynalite', 'total') / meanRatio(shared, 'null server', 'total');
  console.log(`the ceiling itself is ${shown(most, 2)}x dynalite: the rest of a request is the SDK's own work`);
  console.log(`mean: ${mean('null server', 'total')}x the ceiling (reach 0.7x, beat 0.9x)`);
}

/** The same puts beside the null server, with the table as it is and full. */
async function checkFlat(cloud: Target, ceiling: Target): Promise<void> {
  const puts = async (): Promise<number> => ratio(await compare([cloud, ceiling], 'put'), 'null server', 'total');
  const early = await puts();
  await cloud.fill(FLAT_TO);
  const late = await puts();
  console.log(`put after ${FLAT_TO} more writes, streams on: ${shown(late / early, 2)}x the rate of before (1 = flat)`);
}

const versionOf = (name: string): string =>
  (createRequire(import.meta.url)(`${name}/package.json`) as { readonly version: string }).version;

function printHead(): void {
  const versions = ['@aws-sdk/client-dynamodb', 'dynalite'].map((name) => `${name} ${versionOf(name)}`);
  console.log(`Node ${process.version}, ${versions.join(', ')}`);
  console.log(
    `CPU µs per request, client and server / server alone; up to ${ROUNDS} rounds of ${REQUESTS_PER_ROUND}, ${CONCURRENCY} at a time`,
  );
}

/** DynamoDB over the wire with the SDK: ours with streams on, dynalite's own server, and a server that does nothing. */
export async function run(): Promise<void> {
  printHead();
  const cloud = await startTarget('local cloud');
  const ceiling = await startTarget('null server');
  const targets = [cloud, await startTarget('dynalite'), ceiling];
  const all: Figures[] = [];
  for (const operation of OPERATIONS) all.push(await compare(targets, operation));
  console.table(all.map((figures, index) => row(OPERATIONS[index] ?? '', figures)));
  summarize(all);
  await checkFlat(cloud, ceiling);
  for (const target of targets) await target.stop();
}
