import { castore, emmett, type ItemAdded, type OpenStore, type StoreCandidate, tidings } from './store-peers.ts';
import { median } from './support/statistics.ts';

/** A shape of history: so many streams, each with so many events, appended one at a time in turn. */
interface Workload {
  readonly name: string;
  readonly streams: number;
  readonly events: number;
}

interface Times {
  /** Microseconds of CPU per append. */
  readonly append: number;
  /** Microseconds of CPU per event folded. */
  readonly rehydrate: number;
}

const WORKLOADS: readonly Workload[] = [
  { name: 'short: 200 streams of 5 events', streams: 200, events: 5 },
  { name: 'long: 10 streams of 300 events', streams: 10, events: 300 },
];
const CANDIDATES: readonly StoreCandidate[] = [tidings, castore, emmett];
const ROUNDS = 21;
const WARM_UP_ROUNDS = 4;
/** Folding is quick beside appending: it is repeated so that the clock sees it. */
const FOLDS = 10;

class WrongStateError extends Error {
  override readonly name = 'WrongStateError';
}

/** Appends to and rehydrates streams in memory, beside two well-known stores in the same run, taking turns. */
export async function run(): Promise<void> {
  for (const workload of WORKLOADS) {
    const rounds = new Map(CANDIDATES.map(({ name }) => [name, [] as Times[]]));
    for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round += 1)
      await measureAll(workload, round < 0 ? undefined : rounds);
    print(workload, rounds);
  }
}

async function measureAll(workload: Workload, rounds: ReadonlyMap<string, Times[]> | undefined): Promise<void> {
  for (const candidate of CANDIDATES) {
    const times = await measure(candidate, workload);
    rounds?.get(candidate.name)?.push(times);
  }
}

async function measure({ open }: StoreCandidate, workload: Workload): Promise<Times> {
  const store = open();
  const appending = await cpuMicroseconds(() => appendAll(store, workload));
  const folding = await cpuMicroseconds(() => foldAll(store, workload));
  const events = workload.streams * workload.events;
  return { append: appending / events, rehydrate: folding / (events * FOLDS) };
}

async function cpuMicroseconds(work: () => Promise<void>): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return user + system;
}

async function appendAll(store: OpenStore, { streams, events }: Workload): Promise<void> {
  for (let version = 0; version < events; version += 1) {
    for (let stream = 0; stream < streams; stream += 1)
      await store.append(`basket-${stream}`, version, itemOf(version));
  }
}

async function foldAll(store: OpenStore, { streams, events }: Workload): Promise<void> {
  for (let fold = 0; fold < FOLDS; fold += 1) {
    for (let stream = 0; stream < streams; stream += 1) {
      const { items } = await store.rehydrate(`basket-${stream}`);
      if (items !== events) throw new WrongStateError(`${items} items where there are ${events}`);
    }
  }
}

function itemOf(version: number): ItemAdded {
  return {
    sku: `SKU-${version % 50}`,
    description: 'White hanging lantern',
    quantity: 1,
    unitPriceMinor: 255 + version,
  };
}

function print({ name }: Workload, rounds: ReadonlyMap<string, readonly Times[]>): void {
  const rows = [...rounds].map(([candidate, times]) => ({
    candidate,
    append: median(times.map(({ append }) => append)),
    rehydrate: median(times.map(({ rehydrate }) => rehydrate)),
  }));
  const peers = rows.filter(({ candidate }) => candidate !== tidings.name);
  const faster = {
    append: Math.min(...peers.map(({ append }) => append)),
    rehydrate: Math.min(...peers.map(({ rehydrate }) => rehydrate)),
  };
  console.log(`\n${name} (CPU microseconds; rate beside the faster peer: reach 1x, beat 2x)`);
  console.table(
    Object.fromEntries(
      rows.map(({ candidate, append, rehydrate }) => [
        candidate,
        {
          'per append': append.toFixed(2),
          'append rate': `${(faster.append / append).toFixed(2)}x`,
          'per event folded': rehydrate.toFixed(3),
          'rehydrate rate': `${(faster.rehydrate / rehydrate).toFixed(2)}x`,
        },
      ]),
    ),
  );
}
