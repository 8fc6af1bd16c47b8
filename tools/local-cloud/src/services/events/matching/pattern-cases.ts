import { describe, expect, it } from 'vitest';
import { matchesPattern } from './match-pattern.ts';
import { parsePattern } from './parse-pattern.ts';
import { makeRuleMatcher } from './rule-matcher.ts';

/** A pattern, and events that it matches and misses. */
export interface Case {
  readonly says: string;
  readonly pattern: unknown;
  readonly matches: readonly unknown[];
  readonly misses: readonly unknown[];
}

/** Holds every case against one pattern at a time and against eight of them in an index. */
export function describeCases(cases: readonly Case[]): void {
  describe.each(cases)('$says', ({ pattern, matches, misses }) => {
    const parsed = parsePattern(JSON.stringify(pattern));
    const indexed = makeRuleMatcher(Array.from({ length: 8 }, () => ({ pattern: parsed })));

    it.each(matches.map((event) => JSON.stringify(event)))('matches %s', (event) => {
      expect(matchesPattern(parsed, JSON.parse(event))).toBe(true);
      expect(indexed.match(JSON.parse(event))).toHaveLength(8);
    });

    it.each(misses.map((event) => JSON.stringify(event)))('misses %s', (event) => {
      expect(matchesPattern(parsed, JSON.parse(event))).toBe(false);
      expect(indexed.match(JSON.parse(event))).toEqual([]);
    });
  });
}
