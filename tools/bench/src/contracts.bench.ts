import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ContractVersion } from '@tidings/events';
import type { AnySchema } from 'ajv/dist/2020.js';
import { manyContracts, orderPlacedV1 } from './contracts-many.ts';
import type { Judge } from './contracts-peers.ts';
import { ORDER, ajvJudge, valibotJudge, zodJudge } from './contracts-peers.ts';
import { printHostile, printReadings } from './contracts-readings.ts';
import { compareCpu, ROUNDS } from './support/compare-cpu.ts';

const TYPES = 100;
/** So many different orders that no answer can be remembered. */
const ORDERS: readonly unknown[] = Array.from({ length: 64 }, (_, index) => ({
  ...structuredClone(ORDER),
  customerId: String(17_850 + index),
}));

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

async function printPeers(schema: AnySchema): Promise<void> {
  const orderPlaced = await orderPlacedV1();
  const ours = 'tidings, generated';
  const ajv = `${versionOf('ajv')}, full formats`;
  const times = compareCpu({
    [ours]: judging((data) => orderPlaced.accepts(data)),
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
  const times = compareCpu({
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

/**
 * Validates a 12-field order event: our generated validator beside ajv, zod and valibot; one type beside a hundred; reading
 * whole messages; and refusing hostile ones.
 */
export async function run(): Promise<void> {
  const file = join(import.meta.dirname, '../../../libs/events/contracts/orders/order-placed/v1.schema.json');
  const schema = JSON.parse(readFileSync(file, 'utf8')) as AnySchema;
  console.log(`Node ${process.version}, ${ROUNDS} rounds, in turns`);
  await printPeers(schema);
  await printTypes();
  await printReadings();
  await printHostile();
}
