import type { RulePattern } from '@tidings/events';

/** Patterns that one rule cannot hold without matching more than each alone. */
export class PatternsDoNotJoinError extends Error {
  override readonly name = 'PatternsDoNotJoinError';

  constructor() {
    super(
      'One rule joins patterns of one source without detail filters only; give each of the others its own consumer.',
    );
  }
}

/**
 * One pattern that matches what any of the given ones does.
 * @throws {PatternsDoNotJoinError} they differ in source, or filter by detail.
 */
export function anyOf(patterns: readonly RulePattern[]): RulePattern {
  const [first, ...rest] = patterns;
  if (first === undefined) throw new PatternsDoNotJoinError();
  if (rest.length === 0) return first;
  const source = JSON.stringify(first.source);
  if (patterns.some((pattern) => pattern.detail !== undefined || JSON.stringify(pattern.source) !== source)) {
    throw new PatternsDoNotJoinError();
  }
  return { source: first.source, 'detail-type': patterns.flatMap((pattern) => pattern['detail-type']) };
}
