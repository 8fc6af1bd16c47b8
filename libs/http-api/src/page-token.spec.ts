import { describe, expect, it } from 'vitest';
import { decodePageToken, encodePageToken } from './page-token.ts';

describe('a page token', () => {
  it('carries its parts', () => {
    const parts = ['17850', '2026-03-01T12:00:00.000Z#é'];
    expect(encodePageToken(parts)).toMatch(/^[\w-]+$/u);
    expect(decodePageToken(encodePageToken(parts), 2)).toEqual(parts);
  });

  it('carries the longest id of a customer, whatever is in it', () => {
    const parts = ['customer', '0000-01-01', '9999-12-31', '\u0001'.repeat(128)];
    expect(decodePageToken(encodePageToken(parts), 4)).toEqual(parts);
  });

  it.each([
    ['half a character', encodePageToken(['a', '\ud800']), 2],
    ['nonsense', 'nonsense', 2],
    ['nothing', '', 0],
    ['another number of parts', encodePageToken(['a']), 2],
    ['parts that are no texts', Buffer.from('[1,{}]').toString('base64url'), 2],
    ['an object', Buffer.from('{"length":2}').toString('base64url'), 2],
    ['a text far too long', encodePageToken(['x'.repeat(2_000), '']), 2],
  ])('is refused when it is %s', (_, token, count) => {
    expect(decodePageToken(token, count)).toBeUndefined();
  });
});
