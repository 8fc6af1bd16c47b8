import { describe, expect, it } from 'vitest';
import { patternProblem } from './pattern-cost.ts';

const DOUBLING = 'repeats what it can match in two ways, which a hostile text could make last for ever';

describe('a pattern', () => {
  it.each([
    '^[A-Z]{3}$',
    'Z$',
    '^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$',
    '^(card|cash|cheque)$',
    '^(?!0)[0-9]{1,12}$',
    '^([0-9a-f]{2}){1,20}$',
    '^.{1,500}$',
  ])('of bounded length is taken for texts of any length: %s', (pattern) => {
    expect(patternProblem(pattern, undefined)).toBeUndefined();
  });

  it.each([
    '^[^/\\s]+/[0-9]+$',
    '^[a-z0-9]+(-[a-z0-9]+)*$',
    '^\\S+@\\S+$',
    '^(ab|cd)+$',
    '^(a|b)*c$',
    '^([0-9a-f]{2})+$',
    '^(\\d{1,3}\\.)+\\d$',
    '^(?:[A-Za-z_][A-Za-z_0-9]*\\.)*x$',
    '\\s+$',
  ])('with one way around is taken for short texts only: %s', (pattern) => {
    expect(patternProblem(pattern, 64)).toBeUndefined();
    expect(patternProblem(pattern, 100_000)).toBe('repeats without end; give it a maxLength of at most 1000');
    expect(patternProblem(pattern, undefined)).toBe('repeats without end; give it a maxLength of at most 1000');
  });

  it.each([
    '^(a+)+$',
    '^(a*)*$',
    '^(a|a)*$',
    '^(a|[a-z])*$',
    '^([a-z]+-?)*$',
    '^(-?[a-z]+)*$',
    '^(ab|a|b)*$',
    '^(a?a)*$',
    '^(\\w+\\s?)*$',
    '^((a+){1,3}){2}$',
    '^(((a)?){1,3}){1,3}$',
    '^((a{1,3}){1,100})$',
    '^(?=(x+)+y)x*$',
    '^([A-Z]{1,2}[0-9]*[A-Z]*)+$',
  ])('with two ways around is refused: %s', (pattern) => {
    expect(patternProblem(pattern, 64)).toBe(DOUBLING);
  });

  it('that refers to what it matched, or is too long to be judged, is refused', () => {
    expect(patternProblem('^(a+)\\1$', 64)).toBe('refers to its own groups');
    expect(patternProblem(`^${'abcdefghij'.repeat(40)}$`, 64)).toBe('is too long to be judged');
  });

  it('that is no expression is left to who compiles it', () => {
    expect(patternProblem('(', 64)).toBeUndefined();
  });
});
