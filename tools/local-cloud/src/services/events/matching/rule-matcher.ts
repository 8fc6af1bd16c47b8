import { collectValues, readMember, readObject, THROUGH_ARRAY } from './field-values.ts';
import { matchesCandidate } from './match-pattern.ts';
import type { EventPattern } from './parse-pattern.ts';
import { growTree } from './rule-tree.ts';
import type { Candidate, Split, SplitGroup, TreeNode } from './rule-tree.ts';

/** Finds, among many rules, those whose pattern matches an event. */
export interface RuleMatcher<Rule> {
  /** Each matching rule once, for an event that is already parsed. */
  match(event: unknown): readonly Rule[];
}

class TreeMatcher<Rule extends { readonly pattern: EventPattern }> implements RuleMatcher<Rule> {
  readonly #rules: readonly Rule[];
  readonly #root: TreeNode;
  /** Per rule the number of the match that it was found in last. */
  readonly #foundIn: Float64Array;
  /** Places still to visit; kept between matches to spare the garbage. */
  readonly #ahead: TreeNode[] = [];
  #match = 0;

  constructor(rules: readonly Rule[]) {
    this.#rules = rules;
    this.#root = growTree(rules.map(({ pattern }) => pattern));
    this.#foundIn = new Float64Array(rules.length);
  }

  match(event: unknown): readonly Rule[] {
    const found: Rule[] = [];
    this.#match += 1;
    this.#ahead.push(this.#root);
    for (let node = this.#ahead.pop(); node !== undefined; node = this.#ahead.pop()) {
      if (node.visited === this.#match) continue;
      node.visited = this.#match;
      for (const candidate of node.candidates) this.#test(candidate, event, found);
      for (const group of node.splits) this.#followGroup(group, event);
    }
    return found;
  }

  #test(candidate: Candidate, event: unknown, found: Rule[]): void {
    if (this.#foundIn[candidate.rule] === this.#match || !matchesCandidate(candidate, event)) return;
    this.#foundIn[candidate.rule] = this.#match;
    const rule = this.#rules[candidate.rule];
    if (rule !== undefined) found.push(rule);
  }

  #followGroup({ parent, fields }: SplitGroup, event: unknown): void {
    const object = readObject(event, parent);
    if (object === undefined) return;
    for (const field of fields) {
      if (object === THROUGH_ARRAY) this.#followAll(field, event);
      else this.#follow(field, object, event);
    }
  }

  #follow(field: Split, object: object, event: unknown): void {
    const value = readMember(object, field.name);
    if (value === THROUGH_ARRAY) this.#followAll(field, event);
    else if (value !== undefined) field.index.find(value, this.#ahead);
  }

  #followAll({ path, index }: Split, event: unknown): void {
    for (const { value } of collectValues(event, path)) index.find(value, this.#ahead);
  }
}

/**
 * A matcher whose time hardly depends on the number of rules: their predicates are indexed, and only what is left is tested.
 * Building it takes time in proportion to the rules; they cannot be changed afterwards.
 */
export const makeRuleMatcher = <Rule extends { readonly pattern: EventPattern }>(
  rules: readonly Rule[],
): RuleMatcher<Rule> => new TreeMatcher(rules);
