import { describe, expect, it } from 'vitest';
import { anyOf, NoPatternError } from './event-pattern.ts';

/** Patterns as contracts make them. No contract is imported here: then every stack would depend on it. */
const placed = { source: ['orders'], 'detail-type': ['OrderPlaced'] };
const cancelled = { source: ['orders'], 'detail-type': ['OrderCancelled'] };
const inPounds = { ...placed, detail: { data: { currency: ['GBP'] } } };

describe('a pattern of several contracts', () => {
  it('is the contract’s own when there is one', () => {
    expect(anyOf([inPounds])).toBe(inPounds);
  });

  it('lists the types of one source', () => {
    expect(anyOf([placed, cancelled])).toEqual({
      source: ['orders'],
      'detail-type': ['OrderPlaced', 'OrderCancelled'],
    });
  });

  it.each([
    ['sources', [placed, { source: ['notifications'], 'detail-type': ['EmailSent'] }]],
    ['filters', [inPounds, cancelled]],
  ])('keeps several %s apart, so that it matches nothing that none of them does', (_what, patterns) => {
    expect(anyOf(patterns)).toEqual({ $or: patterns });
  });

  it('is refused when there is none', () => {
    expect(() => anyOf([])).toThrow(NoPatternError);
  });
});
