import { median } from './statistics.ts';

/** Measured rounds, in which the candidates take turns. */
export const ROUNDS = 15;
const CALLS_PER_ROUND = 100_000;
/** Rounds before the measured ones: a hundred validators must have been compiled by then. */
const WARM_UP_ROUNDS = 20;

/** What is compared, by name: each answers whether its call went well. */
export type Candidates = Readonly<Record<string, (call: number) => boolean>>;

/** Nanoseconds of processor time a call: the median of rounds in which the candidates take turns. */
export function compareCpu(
  candidates: Candidates,
  callsPerRound: number = CALLS_PER_ROUND,
): Readonly<Record<string, number>> {
  const times = new Map(Object.keys(candidates).map((name) => [name, [] as number[]]));
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round += 1) {
    for (const [name, candidate] of Object.entries(candidates)) {
      const took = nanosecondsOf(candidate, callsPerRound);
      if (round >= 0) times.get(name)?.push(took);
    }
  }
  return Object.fromEntries([...times].map(([name, all]) => [name, median(all)]));
}

function nanosecondsOf(candidate: (call: number) => boolean, calls: number): number {
  const start = process.cpuUsage();
  let taken = 0;
  for (let call = 0; call < calls; call += 1) if (candidate(call)) taken += 1;
  const { user, system } = process.cpuUsage(start);
  if (taken !== calls) throw new RangeError(`${calls - taken} calls of ${calls} did not go well.`);
  return ((user + system) * 1000) / calls;
}
