import { describe, expect, it } from 'vitest';
import { requestHash } from './request-hash.ts';

describe('the hash of a request', () => {
  it('does not depend on the order of keys, at any depth', () => {
    expect(requestHash({ a: 1, b: { c: [1, 2], d: null } })).toBe(requestHash({ b: { d: null, c: [1, 2] }, a: 1 }));
  });

  it.each([
    ['another value', { a: 2 }],
    ['another order in a list', { a: [2, 1] }],
    ['a number as a text', { a: '1' }],
    ['one field more', { a: 1, b: undefined, c: 2 }],
  ])('differs for %s', (_, other) => {
    expect(requestHash(other)).not.toBe(requestHash({ a: 1 }));
    expect(requestHash(other)).not.toBe(requestHash({ a: [1, 2] }));
  });
});
