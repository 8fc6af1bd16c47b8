import type { Conjunction, FieldTest } from './parse-pattern.ts';
import { makeValueIndex, slotKey, slotOf } from './value-index.ts';
import type { Slot, ValueIndex } from './value-index.ts';

/** One conjunction of one rule, to be tested when the tree leads to it. */
export interface Candidate {
  /** Position of the rule in the list that the tree was built from. */
  readonly rule: number;
  /** In the order of the names, as matching through arrays needs it. */
  readonly tests: Conjunction;
  /** The same tests, those first that the way through the tree says nothing about. */
  readonly untestedFirst: Conjunction;
}

/** A place in the tree: conjunctions to test here, and fields whose value leads on. */
export interface TreeNode {
  readonly candidates: readonly Candidate[];
  readonly splits: readonly Split[];
  /** Number of the match that came here last, so that equal elements of an array lead here once. */
  visited: number;
}

export interface Split {
  readonly path: readonly string[];
  readonly index: ValueIndex<TreeNode>;
}

interface Entry {
  readonly rule: number;
  readonly tests: Conjunction;
  /** Fields by path, those that the way to this place has not used. */
  readonly open: ReadonlyMap<string, FieldTest>;
}

interface Bucket {
  readonly slot: Slot;
  readonly entries: Entry[];
}

interface Division {
  readonly key: string;
  readonly path: readonly string[];
  readonly buckets: ReadonlyMap<string, Bucket>;
  readonly covered: number;
  /** How many conjunctions an event is expected to leave to be tested, counting lookups as some more. */
  readonly cost: number;
}

/** So few conjunctions are tested faster than divided. */
const SMALL = 3;

/** What a lookup costs, in tests of a conjunction. Measured with the `match` bench. */
const LOOKUP_COST: Readonly<Record<Slot['table'], number>> = {
  equals: 1,
  folded: 1.5,
  prefix: 1.5,
  suffix: 1.5,
  'folded-prefix': 2,
  'folded-suffix': 2,
  range: 2,
  address: 5,
  any: 0,
};

function slotsOf(test: FieldTest): readonly Slot[] | undefined {
  const slots = test.anyOf.map((predicate) => slotOf(predicate));
  return slots.includes(undefined) ? undefined : (slots as readonly Slot[]);
}

function fillBuckets(entries: readonly Entry[], key: string): Pick<Division, 'buckets' | 'covered'> {
  const buckets = new Map<string, Bucket>();
  let covered = 0;
  for (const entry of entries) {
    const test = entry.open.get(key);
    const slots = test && slotsOf(test);
    if (slots === undefined) continue;
    covered += 1;
    for (const slot of slots) {
      const name = slotKey(slot);
      const bucket: Bucket = buckets.get(name) ?? { slot, entries: [] };
      buckets.set(name, bucket);
      if (bucket.entries.at(-1) !== entry) bucket.entries.push(entry);
    }
  }
  return { buckets, covered };
}

function divide(entries: readonly Entry[], key: string, path: readonly string[]): Division {
  const { buckets, covered } = fillBuckets(entries, key);
  let squares = 0;
  const tables = new Set<Slot['table']>();
  for (const { slot, entries: inside } of buckets.values()) {
    squares += inside.length ** 2;
    tables.add(slot.table);
  }
  const lookups = [...tables].reduce((sum, table) => sum + LOOKUP_COST[table], 0);
  const cost = covered === 0 ? Number.POSITIVE_INFINITY : squares / covered + (entries.length - covered) + lookups;
  return { key, path, buckets, covered, cost };
}

function bestDivision(entries: readonly Entry[]): Division | undefined {
  const paths = new Map<string, readonly string[]>();
  for (const { open } of entries) for (const [key, { path }] of open) paths.set(key, path);
  let best: Division | undefined;
  for (const [key, path] of paths) {
    const division = divide(entries, key, path);
    if (best === undefined || division.cost < best.cost) best = division;
  }
  return best !== undefined && best.cost < entries.length ? best : undefined;
}

const without = (entry: Entry, key: string): Entry => {
  const open = new Map(entry.open);
  open.delete(key);
  return { ...entry, open };
};

function candidateOf({ rule, tests, open }: Entry): Candidate {
  const untested = [...open.values()];
  return { rule, tests, untestedFirst: [...untested, ...tests.filter((test) => !untested.includes(test))] };
}

function growSplit({ key, path, buckets }: Division): Split {
  const nodes = [...buckets.values()].map(
    ({ slot, entries }) => [slot, grow(entries.map((entry) => without(entry, key)))] as const,
  );
  return { path, index: makeValueIndex(nodes) };
}

function grow(entries: readonly Entry[]): TreeNode {
  const splits: Split[] = [];
  let rest = entries;
  while (rest.length > SMALL) {
    const division = bestDivision(rest);
    if (division === undefined) break;
    splits.push(growSplit(division));
    const divided = new Set([...division.buckets.values()].flatMap((bucket) => bucket.entries));
    rest = rest.filter((entry) => !divided.has(entry));
  }
  return { candidates: rest.map((entry) => candidateOf(entry)), splits, visited: 0 };
}

const entryOf = (rule: number, tests: Conjunction): Entry => ({
  rule,
  tests,
  open: new Map(tests.map((test) => [JSON.stringify(test.path), test])),
});

/**
 * Builds a tree that leads an event to the few conjunctions that it may satisfy. At each place the field is taken that
 * leaves the fewest of them, then the best one for those it says nothing about, until a handful is left.
 */
export const growTree = (rules: readonly (readonly Conjunction[])[]): TreeNode =>
  grow(rules.flatMap((pattern, rule) => pattern.map((tests) => entryOf(rule, tests))));
