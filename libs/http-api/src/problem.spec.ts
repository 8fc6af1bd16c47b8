import { describe, expect, it } from 'vitest';
import { invalidRequest, jsonResponse, problemResponse } from './problem.ts';
import { parseLimit } from './query.ts';

describe('a problem', () => {
  it('is answered in the form of RFC 9457', () => {
    const response = problemResponse(invalidRequest([{ field: 'limit', detail: 'must be a number' }]));
    expect({ ...response, body: JSON.parse(response.body ?? '') as unknown }).toEqual({
      statusCode: 400,
      headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
      body: {
        type: 'urn:tidings:problem:invalid-request',
        title: 'The request is not valid',
        status: 400,
        errors: [{ field: 'limit', detail: 'must be a number' }],
      },
    });
  });
});

describe('a JSON response', () => {
  it('is never cached, and carries the headers given', () => {
    expect(jsonResponse(202, { a: 1 }, { location: '/a' })).toEqual({
      statusCode: 202,
      headers: { 'content-type': 'application/json', 'cache-control': 'no-store', location: '/a' },
      body: '{"a":1}',
    });
  });
});

describe('a limit', () => {
  const limits = { fallback: 25, max: 100 };

  it.each([
    [undefined, 25],
    ['1', 1],
    ['100', 100],
  ])('of %s is %s', (text, value) => {
    expect(parseLimit(text, limits)).toEqual({ ok: true, value });
  });

  it.each(['', '0', '101', '-1', '1.5', ' 1', '1e2', '9'.repeat(400)])('of "%s" is refused', (text) => {
    expect(parseLimit(text, limits)).toMatchObject({
      ok: false,
      problem: { status: 400, errors: [{ field: 'limit' }] },
    });
  });
});
