import type { RulePattern } from '@tidings/events';

/** A rule without a pattern: it would answer to nothing. */
export class NoPatternError extends Error {
  override readonly name = 'NoPatternError';

  constructor() {
    super('A consumer answers to at least one event: give it the pattern of a contract.');
  }
}

/**
 * What any of several rules would match.
 * Source: docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export type JoinedPattern = RulePattern | { readonly $or: readonly RulePattern[] };

/**
 * One pattern that matches what any of the given ones does, and nothing else.
 * @throws {NoPatternError} there is none.
 */
export function anyOf(patterns: readonly RulePattern[]): JoinedPattern {
  const [first, ...rest] = patterns;
  if (first === undefined) throw new NoPatternError();
  if (rest.length === 0) return first;
  const source = JSON.stringify(first.source);
  const differs = (pattern: RulePattern): boolean =>
    pattern.detail !== undefined || JSON.stringify(pattern.source) !== source;
  if (patterns.some(differs)) return { $or: patterns };
  return { source: first.source, 'detail-type': patterns.flatMap((pattern) => pattern['detail-type']) };
}
