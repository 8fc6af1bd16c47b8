import { describe, expect, it } from 'vitest';
import { filterOf, selects } from './rule-selection.ts';

const placed = { source: 'orders', type: 'OrderPlaced' };

describe('a rule', () => {
  it.each([
    [{ source: ['orders'], 'detail-type': ['OrderPlaced', 'OrderCancelled'] }, true],
    [{ source: ['orders'] }, true],
    [{ source: ['billing'], 'detail-type': ['OrderPlaced'] }, false],
    [{ source: ['orders'], 'detail-type': [{ prefix: 'Order' }] }, true],
    [{ source: ['orders'], 'detail-type': [{ suffix: 'Cancelled' }] }, false],
    [{ source: ['orders'], 'detail-type': [{ prefix: { 'equals-ignore-case': 'order' } }] }, true],
    [{ source: ['orders'], 'detail-type': [{ wildcard: 'O*er*ed' }] }, true],
    [{ source: ['orders'], 'detail-type': [{ wildcard: 'O.*ed' }] }, false],
    [{ source: ['orders'], 'detail-type': [{ 'equals-ignore-case': 'orderplaced' }] }, true],
    [{ source: ['orders'], 'detail-type': [{ 'anything-but': ['OrderCancelled'] }] }, true],
    [{ source: ['orders'], 'detail-type': [{ 'anything-but': { prefix: 'Order' } }] }, false],
    [{ source: [{ exists: true }] }, true],
    [{ source: [{ 'not-an-operator': 'x' }] }, false],
    [{ $or: [{ source: ['billing'] }, { 'detail-type': ['OrderPlaced'] }] }, true],
    ['not a pattern', false],
  ])('with the pattern %j selects OrderPlaced: %s', (pattern, expected) => {
    expect(selects(pattern, placed)).toBe(expected);
  });

  it('filters by whatever it asks besides source and detail-type', () => {
    expect(filterOf({ source: ['orders'], 'detail-type': ['OrderPlaced'] })).toBeUndefined();
    expect(filterOf({ source: ['orders'], detail: { data: { currency: ['GBP'] } } })).toEqual({
      detail: { data: { currency: ['GBP'] } },
    });
  });
});
