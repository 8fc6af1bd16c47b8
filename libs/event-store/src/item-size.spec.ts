import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attributeBytes, bytesAtMost, itemBytes, jsonBytes } from './item-size.ts';

describe('the size of an item', () => {
  it.each([
    ['a text by its UTF-8 bytes', 'é𝄞a', 7],
    ['true as one byte', true, 1],
    ['null as one byte', null, 1],
    ['zero as one byte', 0, 1],
    ['a number by pairs of significant digits', 1234, 3],
    ['trailing zeroes as nothing', 1_000_000, 2],
    ['a minus sign as a byte', -12, 3],
    ['a fraction by its digits', 12.34, 3],
    ['an empty list as its overhead', [], 3],
    ['a list by its entries', ['ab', 'c'], 8],
    ['a map by its names and values', { ab: 'c' }, 7],
  ])('counts %s', (_, value, bytes) => {
    expect(attributeBytes(value)).toBe(bytes);
  });

  it('counts the names and values of its attributes, and nothing for absent ones', () => {
    expect(itemBytes({ pk: 'abc', sk: 'd', gone: undefined })).toBe(8);
  });
});

describe('the bound of a size', () => {
  it.each<[unknown, string]>([
    ['\u0000\u0001"\\', 'control characters'],
    ['𝄞€é', 'wide characters'],
    [{ a: [1, -2.5e-10, true, null, { b: 'x' }], longer: '' }, 'nested values'],
    [[Number.MAX_SAFE_INTEGER, -Number.MIN_VALUE, Math.PI * 1e-300], 'long numbers'],
  ])('is not under the JSON and the attribute size of %j (%s)', (value) => {
    expect(bytesAtMost(value, Infinity)).toBeGreaterThanOrEqual(jsonBytes(value));
    expect(bytesAtMost(value, Infinity)).toBeGreaterThanOrEqual(attributeBytes(value));
  });

  it('stops counting once it is over what is enough', () => {
    expect(
      bytesAtMost(
        Array.from({ length: 1_000 }, () => 'x'),
        50,
      ),
    ).toBeLessThan(100);
  });
});

describe('the size of a value in an item', () => {
  it('is at most twice its size as JSON, and two bytes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        expect(attributeBytes(value)).toBeLessThanOrEqual(2 * jsonBytes(value) + 2);
      }),
      { numRuns: 2_000 },
    );
  });
});
