import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, parseDocument } from './document.ts';
import { HostileDocumentError } from './errors.ts';
import { fastestMs } from './testing/fastest-of.ts';

const limits = { maxCharacters: 2_000_000, maxDepth: 32 };

function problemOf(text: string, given = limits): string {
  try {
    parseDocument(text, given);
  } catch (error) {
    if (error instanceof HostileDocumentError) return error.problem;
    throw error;
  }
  return 'read';
}

describe('parseDocument', () => {
  it('reads whatever JSON.stringify writes, within its limits', () => {
    const values = fc.jsonValue({ maxDepth: 6 });
    fc.assert(
      fc.property(values, (value) => {
        const text = JSON.stringify(value);
        if (text.includes('__proto__') || !isWellFormed(text)) return;
        expect(parseDocument(text)).toEqual(JSON.parse(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it('refuses every text that JSON.parse refuses, and builds what JSON.parse builds from the rest', () => {
    const nearJson = fc.string({ unit: fc.constantFrom(...'{}[]",:\\u0 1eatrue\n'.split('')), maxLength: 24 });
    fc.assert(
      fc.property(nearJson, (text) => {
        if (problemOf(text) === 'read') expect(parseDocument(text)).toEqual(JSON.parse(text));
      }),
      { numRuns: 20_000 },
    );
  });

  it.each([
    ['{"a":1,"a":2}', 'a key twice in one object'],
    ['{"a":1,"\\u0061":2}', 'a key twice in one object'],
    ['[{"a":{"b":1,"c":[{}],"b":2}}]', 'a key twice in one object'],
    ['{"__proto__":{"polluted":true}}', 'a key that names the prototype'],
    [String.raw`{"\u005f_proto__":1}`, 'a key that names the prototype'],
    [String.raw`{"name":"\ud800"}`, 'a lone surrogate'],
    [String.raw`{"\udc00":1}`, 'a lone surrogate'],
    ['{"name":"\ud800"}', 'a lone surrogate'],
    ['{"a":', 'not JSON'],
    ['', 'not JSON'],
    ['{"a":"b', 'not JSON: a string without an end'],
    [String.raw`{"a":"\x"}`, 'not JSON: a string that cannot be read'],
    ['{"a":1}}', 'not JSON'],
    ['{a:1}', 'not JSON'],
  ])('refuses %j: %s', (text, problem) => {
    expect(problemOf(text)).toBe(problem);
  });

  it.each([
    ['{"a":{"b":1},"c":{"b":2}}'],
    ['[{"a":1},{"a":2}]'],
    [String.raw`{"a":"\ud83d\ude00 \\ \" , { [ :"}`],
    ['{"a":"__proto__"}'],
    ['{"a":["x","__proto__"]}'],
    ['{"a":["x","x"],"b":"x"}'],
  ])('reads %j', (text) => {
    expect(parseDocument(text)).toEqual(JSON.parse(text));
  });

  it('takes 32 levels and refuses 33', () => {
    const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;
    expect([problemOf(nested(32)), problemOf(nested(33))]).toEqual(['read', 'nested deeper than 32']);
  });

  it('takes 1,000 keys in one object and refuses one more', () => {
    const withKeys = (count: number): string =>
      JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 1])));
    expect(problemOf(withKeys(1_000))).toBe('read');
    expect(problemOf(withKeys(1_001))).toBe('more than 1000 keys in one object');
  });

  it('takes a text of the longest length and refuses one character more', () => {
    const given = { maxCharacters: 10, maxDepth: 1 };
    expect([problemOf('"12345678"', given), problemOf('"123456789"', given)]).toEqual([
      'read',
      'longer than 10 characters',
    ]);
  });

  it('writes to no prototype', () => {
    for (const key of ['__proto__', 'constructor', 'prototype'])
      problemOf(`{"${key}":{"prototype":{"polluted":1},"polluted":1}}`);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('parseDocument against hostile texts', () => {
  const million = 1_000_000;
  it.each([
    ['20,000 levels of arrays', '['.repeat(20_000)],
    ['20,000 levels of objects', '{"a":'.repeat(20_000)],
    ['20,000 closed levels', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
    ['a string of 1 MB', JSON.stringify('x'.repeat(million))],
    ['1 MB of escaped quotes', `"${String.raw`\"`.repeat(million / 2)}"`],
    ['1 MB of backslashes without an end', `"${'\\'.repeat(million)}`],
    ['1 MB of short strings', `[${'"a",'.repeat(million / 4)}"a"]`],
    ['1 MB of escaped strings', `[${String.raw`"\u0061",`.repeat(million / 9)}"a"]`],
    ['100,000 keys', `{${Array.from({ length: 100_000 }, (_, index) => `"k${index}":1`).join(',')}}`],
    [
      '1,000 keys in each of 100 objects',
      `[${'{'.concat(Array.from({ length: 1_000 }, (_, index) => `"k${index}":1`).join(','), '},').repeat(100)}{}]`,
    ],
    ['100,000 small objects', `[${'{"a":1},'.repeat(100_000)}{}]`],
    ['a number of 1 MB', '9'.repeat(million)],
    ['1 MB of lone surrogates', `["${String.raw`\ud800`.repeat(million / 6)}"]`],
    ['1 MB of open quotes', '"'.repeat(million)],
  ])('answers within 5 ms per 50 KB: %s', (_title, text) => {
    expect(fastestMs(() => problemOf(text))).toBeLessThan(5 * Math.max(1, text.length / 50_000));
  });

  it('does not look at a text over the limit', () => {
    const text = 'x'.repeat(50 * million);
    expect(problemOf(text, DEFAULT_LIMITS)).toBe('longer than 262144 characters');
    expect(fastestMs(() => problemOf(text, DEFAULT_LIMITS))).toBeLessThan(1);
  });
});

function isWellFormed(text: string): boolean {
  return !/\\ud[89a-f]/i.test(text);
}
