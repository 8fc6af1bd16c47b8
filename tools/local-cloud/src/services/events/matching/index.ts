export { InvalidPatternError } from './invalid-pattern-error.ts';
export { matchesPattern } from './match-pattern.ts';
export { parsePattern } from './parse-pattern.ts';
export type { EventPattern } from './parse-pattern.ts';
export { makeRuleMatcher } from './rule-matcher.ts';
export type { RuleMatcher } from './rule-matcher.ts';
