import { isExact, TestNumbers } from './numbered-test.ts';
import type { NumberedTest } from './numbered-test.ts';
import type { Conjunction, FieldTest } from './parse-pattern.ts';
import { branchOf } from './tree-node.ts';
import type { Candidate, Split, TreeNode } from './tree-node.ts';
import { makeValueIndex } from './value-index.ts';
import { keyOf, slotOf } from './value-slot.ts';
import type { Slot } from './value-slot.ts';

interface Entry {
  readonly rule: number;
  readonly tests: readonly NumberedTest[];
  /** Fields by number, those that the way to this place has not used. */
  readonly open: ReadonlyMap<number, FieldTest>;
}

interface Bucket {
  readonly slot: Slot;
  readonly entries: Entry[];
}

interface Division {
  readonly field: number;
  readonly path: readonly string[];
  readonly buckets: ReadonlyMap<string, Bucket>;
  readonly covered: number;
  /** How many conjunctions an event is expected to leave to be tested, counting lookups as some more. */
  readonly cost: number;
}

/** So few conjunctions are tested faster than divided. */
const SMALL = 2;

/** Up to this cost every conjunction is looked up at once by its rarest value; above, one field is taken after the other. */
const CHEAP = 40;

/** What a lookup costs, in tests of a conjunction. Measured with the `match` bench. */
const LOOKUP_COST: Readonly<Record<Slot['table'], number>> = {
  equals: 0.5,
  folded: 1,
  prefix: 0.5,
  suffix: 0.5,
  'folded-prefix': 1,
  'folded-suffix': 1,
  range: 1,
  address: 1.5,
  any: 0,
};

function slotsOf(test: FieldTest): readonly Slot[] | undefined {
  const slots = test.anyOf.map((predicate) => slotOf(predicate));
  return slots.includes(undefined) ? undefined : (slots as readonly Slot[]);
}

function fillBuckets(entries: readonly Entry[], field: number): Pick<Division, 'buckets' | 'covered'> {
  const buckets = new Map<string, Bucket>();
  let covered = 0;
  for (const entry of entries) {
    const test = entry.open.get(field);
    const slots = test && slotsOf(test);
    if (slots === undefined) continue;
    covered += 1;
    for (const slot of slots) {
      const name = keyOf(slot);
      const bucket: Bucket = buckets.get(name) ?? { slot, entries: [] };
      buckets.set(name, bucket);
      if (bucket.entries.at(-1) !== entry) bucket.entries.push(entry);
    }
  }
  return { buckets, covered };
}

const lookupCost = (buckets: Division['buckets']): number =>
  [...new Set([...buckets.values()].map(({ slot }) => slot.table))].reduce((sum, table) => sum + LOOKUP_COST[table], 0);

function divide(entries: readonly Entry[], field: number, path: readonly string[]): Division {
  const { buckets, covered } = fillBuckets(entries, field);
  const squares = [...buckets.values()].reduce((sum, { entries: inside }) => sum + inside.length ** 2, 0);
  const left = squares / covered + (entries.length - covered);
  return { field, path, buckets, covered, cost: covered === 0 ? Number.POSITIVE_INFINITY : left + lookupCost(buckets) };
}

function divisionsOf(entries: readonly Entry[]): readonly Division[] {
  const paths = new Map<number, readonly string[]>();
  for (const { open } of entries) for (const [field, { path }] of open) paths.set(field, path);
  return [...paths].map(([field, path]) => divide(entries, field, path)).filter(({ covered }) => covered > 0);
}

function cheapest(divisions: readonly Division[]): Division | undefined {
  return divisions.reduce<Division | undefined>(
    (best, each) => (best && best.cost <= each.cost ? best : each),
    undefined,
  );
}

interface Rarity {
  readonly field: number;
  /** How many conjunctions share the value, at most. */
  readonly size: number;
}

function raritiesIn({ field, buckets }: Division): ReadonlyMap<Entry, Rarity> {
  const rarities = new Map<Entry, Rarity>();
  for (const { entries } of buckets.values()) {
    for (const entry of entries)
      rarities.set(entry, { field, size: Math.max(rarities.get(entry)?.size ?? 0, entries.length) });
  }
  return rarities;
}

/** Per conjunction, the field whose value it shares with the fewest others; the most used field among equals. */
function rarestFields(divisions: readonly Division[]): ReadonlyMap<number, readonly Entry[]> {
  const rarest = new Map<Entry, Rarity>();
  for (const division of divisions.toSorted((one, other) => other.covered - one.covered)) {
    for (const [entry, rarity] of raritiesIn(division)) {
      if (rarity.size < (rarest.get(entry)?.size ?? Number.POSITIVE_INFINITY)) rarest.set(entry, rarity);
    }
  }
  return Map.groupBy(rarest.keys(), (entry) => rarest.get(entry)?.field ?? 0);
}

/** Looks every conjunction up by its rarest value, if the lookups and what they may find are few; undefined otherwise. */
function divideByRarest(entries: readonly Entry[], divisions: readonly Division[]): readonly Division[] | undefined {
  const chosen = [...rarestFields(divisions)].map(([field, some]) =>
    divide(some, field, some[0]?.open.get(field)?.path ?? []),
  );
  const covered = chosen.reduce((sum, each) => sum + each.covered, 0);
  const cost = chosen.reduce((sum, each) => sum + each.cost, entries.length - covered);
  return cost <= Math.min(CHEAP, entries.length) ? chosen : undefined;
}

const without = (entry: Entry, field: number): Entry => {
  const open = new Map(entry.open);
  open.delete(field);
  return { ...entry, open };
};

/** How long a test takes, roughly: one comparison, or reading through the value. */
const effortOf = ({ anyOf }: FieldTest): number =>
  anyOf.reduce((sum, { kind }) => sum + (kind === 'equals' || kind === 'range' ? 1 : 3), 0);

function candidateOf({ rule, tests, open }: Entry): Candidate {
  const untested = tests
    .filter(({ field }) => open.has(field))
    .toSorted((one, other) => effortOf(one) - effortOf(other));
  const untestedFirst = [...untested, ...tests.filter((test) => !untested.includes(test))];
  return {
    rule,
    tests,
    untestedFirst,
    unproven: untestedFirst.filter((test) => open.has(test.field) || !isExact(test)),
  };
}

function growSplit({ field, path, buckets }: Division): Split {
  const nodes = [...buckets.values()].map(
    ({ slot, entries }) => [slot, grow(entries.map((entry) => without(entry, field)))] as const,
  );
  return { field, path, index: makeValueIndex(nodes) };
}

/** The divisions of one place, one after the other: each for the conjunctions that those before leave. */
function divideAll(entries: readonly Entry[]): { divisions: readonly Division[]; rest: readonly Entry[] } {
  const divisions: Division[] = [];
  let rest = entries;
  while (rest.length > SMALL) {
    const possible = divisionsOf(rest);
    const best = cheapest(possible);
    const next = divideByRarest(rest, possible) ?? (best !== undefined && best.cost < rest.length ? [best] : []);
    if (next.length === 0) break;
    divisions.push(...next);
    const divided = new Set(next.flatMap(({ buckets }) => [...buckets.values()].flatMap((bucket) => bucket.entries)));
    rest = rest.filter((entry) => !divided.has(entry));
  }
  return { divisions, rest };
}

function grow(entries: readonly Entry[]): TreeNode {
  const { divisions, rest } = divideAll(entries);
  const fields = branchOf(
    divisions.map((division) => growSplit(division)),
    0,
  );
  return { candidates: rest.map((entry) => candidateOf(entry)), fields, visited: 0 };
}

/** A tree, and the paths of all fields that it names, by their numbers. */
export interface RuleTree {
  readonly root: TreeNode;
  readonly paths: readonly (readonly string[])[];
}

/**
 * Builds a tree that leads an event to the few conjunctions that it may satisfy. At each place the field is taken that
 * leaves the fewest of them, then the best one for those it says nothing about, until a handful is left.
 */
export function growTree(rules: readonly (readonly Conjunction[])[]): RuleTree {
  const numbers = new TestNumbers();
  const entries = rules.flatMap((pattern, rule) =>
    pattern.map((conjunction): Entry => {
      const tests = conjunction.map((test) => numbers.numbered(test));
      return { rule, tests, open: new Map(tests.map((test) => [test.field, test])) };
    }),
  );
  return { root: grow(entries), paths: numbers.paths };
}
