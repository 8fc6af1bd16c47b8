import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combinations, leavesOf, matchesNaively } from './naive-matcher.ts';
import type { Json } from './naive-matcher.ts';
import { parsePattern } from './parse-pattern.ts';
import { event, pattern } from './pattern-arbitraries.ts';
import { makeRuleMatcher } from './rule-matcher.ts';

/** Ways to spell a text that all mean the same. */
const spellings: fc.Arbitrary<(text: string) => string> = fc.constantFrom(
  (text: string) => JSON.stringify(text),
  (text: string) => JSON.stringify(text),
  (text: string) => JSON.stringify(text),
  (text: string) =>
    `"${Array.from(text, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"`,
);

const numberSpellings: fc.Arbitrary<(value: number) => string> = fc.constantFrom(
  (value: number) => String(value),
  (value: number) => String(value),
  (value: number) => value.toExponential(),
  (value: number) => value.toFixed(2),
);

const space = fc.constantFrom('', '', '', ' ', '\n\t ');

/** Members that no rule names, and things that look like structure. */
const strangers: fc.Arbitrary<string> = fc.constantFrom(
  '"x":"\\"}],{[\\\\"',
  '"x":{"a":["}",{"b":"]"}],"d":{"a":1}}',
  '"\\"a":"ab"',
  '"aa":"é\ud83d\ude00"',
  '"":[[],{}]',
  '"x":-1.5e-7',
  '"x":null',
);

interface Spelling {
  readonly text: (text: string) => string;
  readonly number: (value: number) => string;
  readonly space: string;
  readonly strangers: readonly string[];
}

const spelling: fc.Arbitrary<Spelling> = fc.record({
  text: spellings,
  number: numberSpellings,
  space,
  strangers: fc.array(strangers, { maxLength: 2 }),
});

function spell(value: Json, how: Spelling): string {
  const { space: gap } = how;
  if (typeof value === 'string') return how.text(value);
  if (typeof value === 'number') return how.number(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value))
    return `[${gap}${(value as readonly Json[]).map((each) => spell(each, how)).join(`${gap},`)}${gap}]`;
  const members = Object.entries(value).map(([name, each]) => `${how.text(name)}${gap}:${gap}${spell(each, how)}`);
  return `{${gap}${[...how.strangers, ...members].join(`${gap},${gap}`)}${gap}}`;
}

const matcherOf = (patterns: readonly unknown[]) =>
  makeRuleMatcher(patterns.map((each, id) => ({ id, pattern: parsePattern(JSON.stringify(each)) })));

const idsOf = (rules: readonly { readonly id: number }[]): readonly number[] =>
  rules.map(({ id }) => id).sort((one, other) => one - other);

describe('matchText', () => {
  it('agrees with trying every choice, however the event is spelled', { timeout: 60_000 }, () => {
    const few = fc.array(pattern, { minLength: 1, maxLength: 3 });
    const many = fc.array(pattern, { minLength: 20, maxLength: 60 });
    const events = fc.array(fc.tuple(event, spelling), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.oneof(few, many), events, (patterns, spelled) => {
        const matcher = matcherOf(patterns);
        for (const [each, how] of spelled) {
          const leaves = leavesOf(each);
          const expected = patterns.flatMap((one, id) =>
            combinations(one).some((fields) => matchesNaively(fields, leaves)) ? [id] : [],
          );
          expect(idsOf(matcher.matchText(spell(each, how)))).toEqual(expected);
        }
      }),
      { numRuns: 600 },
    );
  });

  it.each([
    ['{"a":"y","a":"x"}', [0, 2]],
    ['{"a":"x","a":"y"}', [2]],
    ['{"a":"x","\\u0061":"y"}', [2]],
    ['{"d":{"a":1},"d":{}}', []],
    ['{"d":{"a":1},"d":[]}', []],
    ['{"d":{"a":1},"d":{"a":1}}', [1]],
  ])('takes the last of equal names: %s', (text, ids) => {
    const matcher = matcherOf([{ a: ['x'] }, { d: { a: [1] } }, { a: [{ exists: true }] }]);
    expect(idsOf(matcher.matchText(text))).toEqual(ids);
  });

  it.each([
    ['an element alone', '{"l":[{"a":"x","b":"y"}]}', [0, 2]],
    ['one inside another', '{"l":[[{"a":["x"],"b":[["y"]]}]]}', [0, 2]],
    ['none', '{"l":[]}', [1]],
    ['several', '{"l":[{"a":"x"},{"b":"y"}]}', [2]],
    ['a text after an object', '{"l":[{"a":"x"},"b"]}', [1, 2]],
    ['an empty array first', '{"l":[[],{"a":"x","b":"y"}]}', [0, 2]],
    ['two numbers', '{"l":{"a":[1,2]}}', [1, 3]],
  ])('reads an array of %s', (_, text, ids) => {
    const matcher = matcherOf([
      { l: { a: ['x'], b: ['y'] } },
      { l: { b: [{ exists: false }] } },
      { l: { a: ['x'] } },
      { l: { a: [2] } },
    ]);
    expect(idsOf(matcher.matchText(text))).toEqual(ids);
  });

  it('tells names of equal hash apart', () => {
    const matcher = matcherOf([{ Aa: ['x'] }, { BB: [{ exists: false }] }, { Aa: { c: [1] } }]);
    expect(idsOf(matcher.matchText('{"BB":"x"}'))).toEqual([]);
    expect(idsOf(matcher.matchText('{"Aa":"x"}'))).toEqual([0, 1]);
    const one = matcherOf([{ Aa: ['x'] }, { Aa: [{ exists: false }] }, { Aa: { c: [1] } }]);
    expect(idsOf(one.matchText('{"BB":"x"}'))).toEqual([1]);
    expect(idsOf(one.matchText('{"BB":{"c":1}}'))).toEqual([1]);
    expect(idsOf(one.matchText('{"BB":"y","Aa":"x"}'))).toEqual([0]);
  });

  it.each([
    ['a prefix', (n: number) => ({ prefix: `ab${n}` }), 'ab3x', 'Ab3x'],
    ['a prefix in any case', (n: number) => ({ prefix: { 'equals-ignore-case': `aB${n}` } }), 'Ab3x', 'Ac3x'],
    ['a suffix', (n: number) => ({ suffix: `${n}ab` }), 'x3ab', 'x3aB'],
    ['a suffix in any case', (n: number) => ({ suffix: { 'equals-ignore-case': `${n}aB` } }), 'x3Ab', 'x3Ac'],
    ['a text in any case', (n: number) => ({ 'equals-ignore-case': `aB${n}` }), 'AB3', 'AB3x'],
    ['a wildcard', (n: number) => ({ wildcard: `ab${n}*z` }), 'ab3z', 'ab3y'],
    ['a range of addresses', (n: number) => ({ cidr: `10.${n}.0.0/16` }), '10.3.4.5', '11.3.4.5'],
    ['a wide range of addresses', (n: number) => ({ cidr: `${32 * n}.0.0.0/3` }), '127.3.4.5', 'x'],
    ['a range of long addresses', (n: number) => ({ cidr: `2001:db${n}::/32` }), '2001:0DB3::1', '2002:db3::1'],
    ['a number', (n: number) => ({ numeric: ['=', n] }), 3, 3.5],
    ['a range of numbers', (n: number) => ({ numeric: ['>', 10 * n, '<', 10 * n + 5] }), 32, 36],
  ] as const)('finds %s among many', (...[, operator, hit, miss]) => {
    const matcher = matcherOf(Array.from({ length: 8 }, (_, n) => ({ a: [operator(n)] })));
    expect(idsOf(matcher.matchText(JSON.stringify({ a: hit })))).toEqual([3]);
    expect(idsOf(matcher.matchText(JSON.stringify({ a: miss })))).toEqual([]);
  });

  it.each(['-0', '0', '0.0', '-0e1'])('takes %s for zero', (zero) => {
    expect(idsOf(matcherOf([{ a: [0] }]).matchText(`{"a":${zero}}`))).toEqual([0]);
  });

  it('holds large numbers exactly as a parser does', () => {
    const matcher = matcherOf([{ a: [9_007_199_254_740_992] }, { a: [123_456_789_012_345] }]);
    expect(idsOf(matcher.matchText('{"a":9007199254740993}'))).toEqual([0]);
    expect(idsOf(matcher.matchText('{"a":123456789012345}'))).toEqual([1]);
  });

  it('reads texts longer than any before', () => {
    const matcher = matcherOf([{ a: ['x'] }]);
    for (const length of [10, 5_000, 300_000]) {
      expect(idsOf(matcher.matchText(`{"n":"${'n'.repeat(length)}","a":"x"}`))).toEqual([0]);
    }
  });

  it.each([
    '',
    '{',
    '{"a',
    '{"a":"x',
    '{"a":"x\\',
    '{"b":"\\',
    '{"b":{"c":[',
    '{"a":',
    '{"a":"x"',
    '{"a":"x"} x',
    '{"a" "x"}',
    '[',
    'x',
  ])('refuses what is no JSON: %s', (text) => {
    expect(() => matcherOf([{ a: ['x'] }]).matchText(text)).toThrow(SyntaxError);
  });

  it('survives endless nesting', () => {
    const matcher = matcherOf([{ a: ['x'] }]);
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      const text = `{"b":${open.repeat(3_000)}1${close.repeat(3_000)},"a":"x"}`;
      expect(idsOf(matcher.matchText(text))).toEqual([0]);
    }
    expect(idsOf(matcher.matchText(`{"a":${'['.repeat(3_000)}"x"${']'.repeat(3_000)}}`))).toEqual([0]);
  });
});
