import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ContractVersion } from '@tidings/events';
import { orderPlaced } from '@tidings/events/orders/order-placed';
import type { AnySchema } from 'ajv/dist/2020.js';
import { manyContracts } from './contracts-many.ts';
import type { Judge } from './contracts-peers.ts';
import { ORDER, ajvJudge, valibotJudge, zodJudge } from './contracts-peers.ts';
import { median } from './support/statistics.ts';

const ROUNDS = 15;
const CALLS_PER_ROUND = 100_000;
const TYPES = 100;
/** Rounds before the measured ones: each of the 100 validators must have been compiled by then. */
const WARM_UP_ROUNDS = 20;
/** So many different orders that no answer can be remembered. */
const ORDERS: readonly unknown[] = Array.from({ length: 64 }, (_, index) => ({
  ...structuredClone(ORDER),
  customerId: String(17_850 + index),
}));

type Candidates = Readonly<Record<string, (call: number) => boolean>>;

/** Nanoseconds of processor time a call: the median of rounds in which the candidates take turns. */
function compare(candidates: Candidates): Readonly<Record<string, number>> {
  const times = new Map(Object.keys(candidates).map((name) => [name, [] as number[]]));
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round += 1) {
    for (const [name, candidate] of Object.entries(candidates)) {
      const took = nanosecondsOf(candidate);
      if (round >= 0) times.get(name)?.push(took);
    }
  }
  return Object.fromEntries([...times].map(([name, all]) => [name, median(all)]));
}

function nanosecondsOf(candidate: (call: number) => boolean): number {
  const start = process.cpuUsage();
  let taken = 0;
  for (let call = 0; call < CALLS_PER_ROUND; call += 1) if (candidate(call)) taken += 1;
  const { user, system } = process.cpuUsage(start);
  if (taken !== CALLS_PER_ROUND) throw new RangeError(`${CALLS_PER_ROUND - taken} valid orders were refused.`);
  return ((user + system) * 1000) / CALLS_PER_ROUND;
}

const orderAt = (call: number): unknown => ORDERS[call % ORDERS.length];
const judging =
  (judge: Judge) =>
  (call: number): boolean =>
    judge(orderAt(call));

/** An event finds its validator by its type, as a consumer of several events does. */
function findingByType(versions: readonly ContractVersion[]): (call: number) => boolean {
  const byType = new Map(versions.map((version) => [version.type, version]));
  const types = versions.map(({ type }) => type);
  return (call) => byType.get(types[call % types.length] ?? '')?.accepts(orderAt(call)) === true;
}

function versionOf(library: string): string {
  const { dependencies } = createRequire(import.meta.url)('../package.json') as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  return `${library} ${dependencies[library]}`;
}

function printPeers(schema: AnySchema): void {
  const ours = 'tidings, generated';
  const ajv = `${versionOf('ajv')}, full formats`;
  const times = compare({
    [ours]: judging((data) => orderPlaced.v1.accepts(data)),
    [ajv]: judging(ajvJudge(schema)),
    [versionOf('zod')]: judging(zodJudge()),
    [versionOf('valibot')]: judging(valibotJudge()),
  });
  const base = times[ours] ?? Number.NaN;
  console.table(
    Object.fromEntries(
      Object.entries(times).map(([name, ns]) => [
        name,
        { 'ns CPU': Math.round(ns), 'ours is': `${(base / ns).toFixed(2)}x` },
      ]),
    ),
  );
  console.log(`ratio to ajv ${(base / (times[ajv] ?? Number.NaN)).toFixed(2)}x; reach: at most 0.45x, beat: 0.25x`);
}

async function printTypes(): Promise<void> {
  const versions = await manyContracts(TYPES);
  const one = 'one type known';
  const hot = `${TYPES} types known, events of one`;
  const all = `${TYPES} types known, events of each in turn`;
  const byType = new Map(versions.map((version) => [version.type, version]));
  const hotType = versions[0]?.type ?? '';
  const times = compare({
    [one]: findingByType(versions.slice(0, 1)),
    [hot]: (call) => byType.get(hotType)?.accepts(orderAt(call)) === true,
    [all]: findingByType(versions),
  });
  const base = times[one] ?? Number.NaN;
  console.table(
    Object.fromEntries(
      Object.entries(times).map(([name, ns]) => [
        name,
        { 'ns CPU': Math.round(ns), ratio: `${(ns / base).toFixed(2)}x` },
      ]),
    ),
  );
  console.log('reach: 100 types known at most 1.1x of one; events of each in turn also cost the processor its caches');
}

/** Validates a 12-field order event: our generated validator beside ajv, zod and valibot; and one type beside a hundred. */
export async function run(): Promise<void> {
  const file = join(import.meta.dirname, '../../../libs/events/contracts/orders/order-placed/v1.schema.json');
  const schema = JSON.parse(readFileSync(file, 'utf8')) as AnySchema;
  console.log(`Node ${process.version}, ${ROUNDS} rounds of ${CALLS_PER_ROUND} calls, in turns`);
  printPeers(schema);
  await printTypes();
}
