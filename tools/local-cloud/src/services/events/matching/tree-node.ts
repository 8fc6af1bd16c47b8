import type { NumberedTest } from './numbered-test.ts';
import type { Conjunction } from './parse-pattern.ts';
import type { ValueIndex } from './value-index.ts';

/** One conjunction of one rule, to be tested when the tree leads to it. */
export interface Candidate {
  /** Position of the rule in the list that the tree was built from. */
  readonly rule: number;
  /** In the order of the names, as matching through arrays needs it. */
  readonly tests: Conjunction;
  /** The same tests, those first that the way through the tree says nothing about. */
  readonly untestedFirst: readonly NumberedTest[];
  /** Of these, the ones that single values at the end of the way may still fail: exact values are proven by having been looked up. */
  readonly unproven: readonly NumberedTest[];
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
  readonly field: number;
  readonly path: readonly string[];
  readonly index: ValueIndex<TreeNode>;
}

/** Splits under the names that lead to them. Undefined for none; the others are fields of objects `depth` names in. */
export function branchOf(splits: readonly Split[], depth: number): FieldBranch | undefined {
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
