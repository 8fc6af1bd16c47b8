import { matchesPattern } from './match-pattern.ts';
import type { EventPattern } from './parse-pattern.ts';

/** Finds, among many rules, those whose pattern matches an event. */
export interface RuleMatcher<Rule> {
  /** Each matching rule once, for an event that is already parsed. */
  match(event: unknown): readonly Rule[];
}

export function makeRuleMatcher<Rule extends { readonly pattern: EventPattern }>(
  rules: readonly Rule[],
): RuleMatcher<Rule> {
  return { match: (event) => rules.filter((rule) => matchesPattern(rule.pattern, event)) };
}
