import { collectValues, isScalar, readMember } from './field-values.ts';
import { matchesCandidate } from './match-pattern.ts';
import type { EventPattern } from './parse-pattern.ts';
import { growTree } from './rule-tree.ts';
import type { Candidate, FieldBranch, FieldMember, Split, TreeNode } from './tree-node.ts';
import { TextReader } from './text-reader.ts';

/** Finds, among many rules, those whose pattern matches an event. */
export interface RuleMatcher<Rule> {
  /** Each matching rule once, for an event that is already parsed. */
  match(event: unknown): readonly Rule[];
  /**
   * The same for the text of an event, several times faster than parsing it.
   * @throws {SyntaxError} for some texts that are no JSON; a matcher reads only what its rules name.
   */
  matchText(text: string): readonly Rule[];
}

/** What a match without rules answers: most find none. */
const NONE: readonly unknown[] = Object.freeze([]);

class TreeMatcher<Rule extends { readonly pattern: EventPattern }> implements RuleMatcher<Rule> {
  readonly #rules: readonly Rule[];
  readonly #root: TreeNode;
  readonly #reader: TextReader;
  /** Per rule the number of the match that it was found in last. */
  readonly #foundIn: Float64Array;
  /** Places still to visit; kept between matches to spare the garbage. */
  readonly #ahead: TreeNode[] = [];
  #match = 0;
  #found: readonly unknown[] = NONE;

  constructor(rules: readonly Rule[]) {
    this.#rules = rules;
    const { root, paths } = growTree(rules.map(({ pattern }) => pattern));
    this.#root = root;
    this.#reader = new TextReader(paths);
    this.#foundIn = new Float64Array(rules.length);
  }

  match(event: unknown): readonly Rule[] {
    this.#found = NONE;
    this.#match += 1;
    this.#ahead.push(this.#root);
    for (let node = this.#ahead.pop(); node !== undefined; node = this.#ahead.pop()) {
      if (node.visited === this.#match) continue;
      node.visited = this.#match;
      for (const candidate of node.candidates) this.test(candidate, event);
      if (node.fields !== undefined) this.followFields(node.fields, event, event);
    }
    return this.#found as readonly Rule[];
  }

  matchText(text: string): readonly Rule[] {
    if (!this.#reader.read(text)) return this.match(JSON.parse(text));
    this.#found = NONE;
    this.#match += 1;
    this.#ahead.push(this.#root);
    for (let node = this.#ahead.pop(); node !== undefined; node = this.#ahead.pop()) this.visit(node);
    return this.#found as readonly Rule[];
  }

  private visit({ candidates, fields }: TreeNode): void {
    for (const candidate of candidates) {
      if (this.#foundIn[candidate.rule] !== this.#match && this.#reader.satisfies(candidate.unproven))
        this.add(candidate);
    }
    if (fields === undefined) return;
    for (const { field, index } of fields.splits) {
      const value = this.#reader.passes(field, index.sieve) ? this.#reader.valueOf(field) : undefined;
      if (value !== undefined) index.find(value, this.#ahead);
    }
  }

  private test(candidate: Candidate, event: unknown): void {
    if (this.#foundIn[candidate.rule] === this.#match || !matchesCandidate(candidate, event)) return;
    this.add(candidate);
  }

  private add(candidate: Candidate): void {
    this.#foundIn[candidate.rule] = this.#match;
    const rule = this.#rules[candidate.rule];
    if (rule === undefined) return;
    if (this.#found === NONE) this.#found = [rule];
    else (this.#found as unknown[]).push(rule);
  }

  private followFields(branch: FieldBranch, object: unknown, event: unknown): void {
    if (typeof object !== 'object' || object === null) return;
    if (branch.only !== undefined) return this.follow(branch.only, readMember(object, branch.only.name), event);
    for (const name in object) {
      const member = branch.members.get(name);
      if (member !== undefined) this.follow(member, (object as Readonly<Record<string, unknown>>)[name], event);
    }
  }

  private follow({ split, inner }: FieldMember, value: unknown, event: unknown): void {
    if (isScalar(value)) split?.index.find(value, this.#ahead);
    else if (!Array.isArray(value)) {
      if (inner !== undefined) this.followFields(inner, value, event);
    } else {
      if (split !== undefined) this.followAll(split, event);
      if (inner !== undefined) for (const each of inner.splits) this.followAll(each, event);
    }
  }

  private followAll({ path, index }: Split, event: unknown): void {
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
