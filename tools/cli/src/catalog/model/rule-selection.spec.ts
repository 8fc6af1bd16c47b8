import { describe, expect, it } from 'vitest';
import { smallSystem } from '../testing/small-system.ts';
import { carries, filterOf, namedEvents, selects } from './rule-selection.ts';

const { contracts, envelope } = smallSystem;
const source = 'depot';
const placed = { source: 'orders', type: 'OrderPlaced' };

/** Names of the events that a rule with this pattern carries. */
function carriedBy(pattern: unknown): readonly string[] {
  const carried = contracts.filter(({ owner, type, versions }) =>
    carries(pattern, { source: owner, type, versions }, envelope),
  );
  return carried.map(({ type }) => type);
}

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

  it('carries the events that it names, by whatever operator', () => {
    expect(carriedBy({ source: [source], 'detail-type': ['ParcelLost'] })).toEqual(['ParcelLost']);
    expect(carriedBy({ source: [source], 'detail-type': [{ prefix: 'Parcel' }] })).toEqual([
      'ParcelPacked',
      'ParcelLost',
    ]);
    expect(carriedBy({ source: [source], 'detail-type': [{ 'anything-but': ['ParcelLost'] }] })).toEqual([
      'ParcelPacked',
    ]);
    expect(carriedBy({ source: ['elsewhere'], 'detail-type': ['ParcelLost'] })).toEqual([]);
  });

  it('carries no event that can never have what it asks for', () => {
    const heavy = { detail: { data: { weightGrams: [{ numeric: ['>', 100] }] } } };
    expect(carriedBy({ source: [source], ...heavy })).toEqual(['ParcelPacked']);
    expect(carriedBy({ source: [source], detail: { data: { weightGrams: [{ numeric: ['<', 0] }] } } })).toEqual([]);
  });

  it('is told by the sources and types in its pattern, operators as they are written', () => {
    expect(namedEvents({ source: ['aws.ses'], 'detail-type': ['Email Sent', { prefix: 'Email' }] })).toEqual([
      { source: 'aws.ses', type: 'Email Sent' },
      { source: 'aws.ses', type: '{"prefix":"Email"}' },
    ]);
    expect(namedEvents({ source: ['aws.s3'] })).toEqual([{ source: 'aws.s3', type: '*' }]);
  });

  it('filters by whatever it asks besides source and detail-type', () => {
    expect(filterOf({ source: ['orders'], 'detail-type': ['OrderPlaced'] })).toBeUndefined();
    expect(filterOf({ source: ['orders'], detail: { data: { currency: ['GBP'] } } })).toEqual({
      detail: { data: { currency: ['GBP'] } },
    });
  });
});
