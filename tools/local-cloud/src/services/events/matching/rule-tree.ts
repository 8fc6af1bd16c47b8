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
  readonly fields: FieldBranch | undefined;
  /** Number of the match that came here last, so that equal elements of an array lead here once. */
  visited: number;
}

/** Fields of one object of the event, by name. */
export interface FieldBranch {
  readonly members: ReadonlyMap<string, FieldMember>;
  /** The only one, if there is only one. */
  readonly only: FieldMember | undefined;
  /** Every split in it and further in. */
  readonly splits: readonly Split[];
}

export interface FieldMember {
  readonly name: string;
  readonly split: Split | undefined;
  readonly inner: FieldBranch | undefined;
}

/** A field whose value leads on. */
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

const lookupCost = (buckets: Division['buckets']): number =>
  [...new Set([...buckets.values()].map(({ slot }) => slot.table))].reduce((sum, table) => sum + LOOKUP_COST[table], 0);

function divide(entries: readonly Entry[], key: string, path: readonly string[]): Division {
  const { buckets, covered } = fillBuckets(entries, key);
  const squares = [...buckets.values()].reduce((sum, { entries: inside }) => sum + inside.length ** 2, 0);
  const left = squares / covered + (entries.length - covered);
  return { key, path, buckets, covered, cost: covered === 0 ? Number.POSITIVE_INFINITY : left + lookupCost(buckets) };
}

function divisionsOf(entries: readonly Entry[]): readonly Division[] {
  const paths = new Map<string, readonly string[]>();
  for (const { open } of entries) for (const [key, { path }] of open) paths.set(key, path);
  return [...paths].map(([key, path]) => divide(entries, key, path)).filter(({ covered }) => covered > 0);
}

function cheapest(divisions: readonly Division[]): Division | undefined {
  return divisions.reduce<Division | undefined>(
    (best, each) => (best && best.cost <= each.cost ? best : each),
    undefined,
  );
}

interface Rarity {
  readonly key: string;
  /** How many conjunctions share the value, at most. */
  readonly size: number;
}

function raritiesIn({ key, buckets }: Division): ReadonlyMap<Entry, Rarity> {
  const rarities = new Map<Entry, Rarity>();
  for (const { entries } of buckets.values()) {
    for (const entry of entries)
      rarities.set(entry, { key, size: Math.max(rarities.get(entry)?.size ?? 0, entries.length) });
  }
  return rarities;
}

/** Per conjunction, the field whose value it shares with the fewest others; the most used field among equals. */
function rarestFields(divisions: readonly Division[]): ReadonlyMap<string, readonly Entry[]> {
  const rarest = new Map<Entry, Rarity>();
  for (const division of divisions.toSorted((one, other) => other.covered - one.covered)) {
    for (const [entry, rarity] of raritiesIn(division)) {
      if (rarity.size < (rarest.get(entry)?.size ?? Number.POSITIVE_INFINITY)) rarest.set(entry, rarity);
    }
  }
  return Map.groupBy(rarest.keys(), (entry) => rarest.get(entry)?.key ?? '');
}

/** Looks every conjunction up by its rarest value, if the lookups and what they may find are few; undefined otherwise. */
function divideByRarest(entries: readonly Entry[], divisions: readonly Division[]): readonly Division[] | undefined {
  const chosen = [...rarestFields(divisions)].map(([key, some]) =>
    divide(some, key, some[0]?.open.get(key)?.path ?? []),
  );
  const covered = chosen.reduce((sum, each) => sum + each.covered, 0);
  const cost = chosen.reduce((sum, each) => sum + each.cost, entries.length - covered);
  return cost <= Math.min(CHEAP, entries.length) ? chosen : undefined;
}

const without = (entry: Entry, key: string): Entry => {
  const open = new Map(entry.open);
  open.delete(key);
  return { ...entry, open };
};

/** How long a test takes, roughly: one comparison, or reading through the value. */
const effortOf = ({ anyOf }: FieldTest): number =>
  anyOf.reduce((sum, { kind }) => sum + (kind === 'equals' || kind === 'range' ? 1 : 3), 0);

function candidateOf({ rule, tests, open }: Entry): Candidate {
  const untested = [...open.values()].toSorted((one, other) => effortOf(one) - effortOf(other));
  return { rule, tests, untestedFirst: [...untested, ...tests.filter((test) => !untested.includes(test))] };
}

function growSplit({ key, path, buckets }: Division): Split {
  const nodes = [...buckets.values()].map(
    ({ slot, entries }) => [slot, grow(entries.map((entry) => without(entry, key)))] as const,
  );
  return { path, index: makeValueIndex(nodes) };
}

function branchOf(splits: readonly Split[], depth: number): FieldBranch | undefined {
  if (splits.length === 0) return undefined;
  const byName = Map.groupBy(splits, ({ path }) => path[depth] ?? '');
  const members = [...byName].map(([name, inside]): FieldMember => {
    const split = inside.find(({ path }) => path.length === depth + 1);
    return {
      name,
      split,
      inner: branchOf(
        inside.filter((each) => each !== split),
        depth + 1,
      ),
    };
  });
  const only = members.length === 1 ? members[0] : undefined;
  return { members: new Map(members.map((member) => [member.name, member])), only, splits };
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
