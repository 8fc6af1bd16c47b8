import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combinations, leavesOf, matchesNaively } from './naive-matcher.ts';
import { parsePattern } from './parse-pattern.ts';
import { event, pattern } from './pattern-arbitraries.ts';
import { makeRuleMatcher } from './rule-matcher.ts';

describe('makeRuleMatcher', () => {
  it('agrees with trying every choice, for any rules and events', { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(
        fc.array(pattern, { minLength: 20, maxLength: 60 }),
        fc.array(event, { minLength: 1, maxLength: 5 }),
        (patterns, events) => {
          const matcher = makeRuleMatcher(
            patterns.map((each, id) => ({ id, pattern: parsePattern(JSON.stringify(each)) })),
          );
          for (const each of events) {
            const leaves = leavesOf(each);
            const expected = patterns.flatMap((one, id) =>
              combinations(one).some((fields) => matchesNaively(fields, leaves)) ? [id] : [],
            );
            expect(
              matcher
                .match(each)
                .map(({ id }) => id)
                .sort((one, other) => one - other),
            ).toEqual(expected);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('names a rule once, however many elements and alternatives match', () => {
    const rules = [{ pattern: parsePattern('{"$or":[{"a":["x",{"prefix":"x"}]},{"a":[{"exists":true}]}]}') }];
    expect(makeRuleMatcher(rules).match({ a: ['x', 'x', 'xy'] })).toHaveLength(1);
  });

  it('takes a time in proportion to a long array, not to its square', () => {
    const patterns = [
      '{"l":{"a":["x"],"b":["y"],"c":[{"exists":false}]}}',
      '{"l":{"a":["x"]},"m":{"b":["z"]},"n":{"c":["z"]}}',
    ];
    const rules = patterns.map((each) => ({ pattern: parsePattern(each) }));
    const elements = Array.from({ length: 20_000 }, () => ({ a: 'x', b: 'z', c: 'x' }));
    const before = process.cpuUsage();
    expect(makeRuleMatcher(rules).match({ l: elements, m: elements, n: elements })).toEqual([]);
    expect(process.cpuUsage(before).user).toBeLessThan(2_000_000);
  });

  it('takes inherited members for absent ones', () => {
    const rules = ['__proto__', 'constructor', 'toString'].map((field) => ({
      pattern: parsePattern(`{"${field}":[{"exists":true}]}`),
    }));
    expect(makeRuleMatcher(rules).match(JSON.parse('{}'))).toEqual([]);
    expect(makeRuleMatcher(rules).match(JSON.parse('{"__proto__":1,"constructor":2}'))).toHaveLength(2);
  });
});
