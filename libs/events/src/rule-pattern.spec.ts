import { describe, expect, it } from 'vitest';
import { parcelWeighed } from './testing/parcel-weighed.ts';

const address = { source: ['depots'], 'detail-type': ['ParcelWeighed'] };

describe('pattern', () => {
  it('takes all events of the contract when nothing narrows it', () => {
    expect(parcelWeighed.pattern()).toEqual(address);
  });

  it('puts every operator where the field is', () => {
    // docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
    const detail = {
      id: [
        { prefix: 'parcel-' },
        { prefix: { 'equals-ignore-case': 'PARCEL' } },
        { suffix: '/1' },
        { wildcard: '*-7/*' },
      ],
      correlationId: [{ cidr: '10.0.0.0/8' }, { 'equals-ignore-case': 'Request' }, { exists: true }],
      causationId: [
        { 'anything-but': 'a' },
        { 'anything-but': ['a', 'b'] },
        { 'anything-but': { prefix: 'a' } },
        { 'anything-but': { suffix: ['a', 'b'] } },
        { 'anything-but': { wildcard: 'a*' } },
        { 'anything-but': { 'equals-ignore-case': 'a' } },
      ],
      replay: [{ exists: false }],
      hops: [0, { numeric: ['>', 0, '<=', 5] }, { 'anything-but': [7, 8] }],
      data: { status: ['ok', 'overweight'], stops: { depot: ['north'] } },
      $or: [{ hops: [1] }, { data: { weight: [{ numeric: ['>=', 1000] }] } }],
    } as const;
    expect(parcelWeighed.pattern(detail)).toEqual({ ...address, detail });
  });

  it('compiles for no field or value that the schema does not have', () => {
    // @ts-expect-error the envelope has no such field
    parcelWeighed.pattern({ correlation: ['a'] });
    // @ts-expect-error the data has no such field
    parcelWeighed.pattern({ data: { colour: ['red'] } });
    // @ts-expect-error entries of the list have no such field
    parcelWeighed.pattern({ data: { stops: { city: ['north'] } } });
    // @ts-expect-error no data has this value
    parcelWeighed.pattern({ data: { status: ['lost'] } });
    // @ts-expect-error a number is not compared with a text
    parcelWeighed.pattern({ data: { weight: ['300'] } });
    // @ts-expect-error prefixes are for texts
    parcelWeighed.pattern({ hops: [{ prefix: '1' }] });
    // @ts-expect-error numbers are compared by < <= = >= >
    parcelWeighed.pattern({ hops: [{ numeric: ['==', 1] }] });
    // @ts-expect-error there is no such operator
    parcelWeighed.pattern({ id: [{ contains: 'parcel' }] });
    // @ts-expect-error a field inside $or must exist too
    parcelWeighed.pattern({ $or: [{ hops: [1] }, { data: { colour: ['red'] } }] });
    // @ts-expect-error a rule lists its values
    parcelWeighed.pattern({ id: 'parcel-7/1' });
    expect(parcelWeighed.pattern({})).toEqual({ ...address, detail: {} });
  });
});

describe('a contract', () => {
  it('offers each of its versions, and knows the newest', () => {
    expect([parcelWeighed.v1.version, parcelWeighed.v3.version, parcelWeighed.latest]).toEqual([1, 3, 3]);
  });

  it('says what keeps a value from being data of a version', () => {
    expect(parcelWeighed.v1.validate({ weight: '1' })).toEqual({ path: '/weight', problem: 'must be number' });
    expect(parcelWeighed.v1.validate({ weight: 1 })).toBeUndefined();
    expect([parcelWeighed.v3.accepts({ weight: 1 }), parcelWeighed.v3.accepts({ weightGrams: 1 })]).toEqual([
      false,
      true,
    ]);
  });
});
