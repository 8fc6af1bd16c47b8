import { describe, expect, it } from 'vitest';
import { defineContract, type EventContract } from './contract.ts';
import { PatternMismatchError } from './errors.ts';
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

  it('takes fields of any one version', () => {
    expect(() => parcelWeighed.pattern({ data: { weightGrams: [1] } })).not.toThrow();
    expect(() => parcelWeighed.pattern({ data: { scale: ['A'], stops: { depot: ['north'] } } })).not.toThrow();
  });
});

/** A rule that the compiler refuses is refused when the stack is synthesized too. */
function mismatchOf(make: () => unknown): unknown {
  try {
    return make();
  } catch (error) {
    if (error instanceof PatternMismatchError) return [error.path, error.problem];
    throw error;
  }
}

describe('a pattern that does not fit the schema', () => {
  it('neither compiles nor is made: a field of the envelope that does not exist', () => {
    // @ts-expect-error the envelope has no such field
    const make = (): unknown => parcelWeighed.pattern({ correlation: ['a'] });
    expect(mismatchOf(make)).toEqual(['/correlation', 'is no field of the event']);
  });

  it('neither compiles nor is made: a field of the data that does not exist', () => {
    // @ts-expect-error the data has no such field
    const make = (): unknown => parcelWeighed.pattern({ data: { colour: ['red'] } });
    expect(mismatchOf(make)).toEqual(['/data/colour', 'is no field of the event']);
  });

  it('neither compiles nor is made: a field that entries of a list do not have', () => {
    // @ts-expect-error entries of the list have no such field
    const make = (): unknown => parcelWeighed.pattern({ data: { stops: { city: ['north'] }, weight: [1] } });
    expect(mismatchOf(make)).toEqual(['/data/stops', 'is no field of the event']);
  });

  it('neither compiles nor is made: a number that is compared with a text', () => {
    // @ts-expect-error a number is not compared with a text
    const make = (): unknown => parcelWeighed.pattern({ hops: ['0'] });
    expect(mismatchOf(make)).toEqual(['/hops', 'is a number and knows no rule "0"']);
  });

  it('neither compiles nor is made: an operator that is for texts only', () => {
    // @ts-expect-error prefixes are for texts
    const make = (): unknown => parcelWeighed.pattern({ hops: [{ prefix: '1' }] });
    expect(mismatchOf(make)).toEqual(['/hops', 'is a number and knows no rule {"prefix":"1"}']);
  });

  it('neither compiles nor is made: an operator that does not exist', () => {
    // @ts-expect-error there is no such operator
    const make = (): unknown => parcelWeighed.pattern({ id: [{ contains: 'parcel' }] });
    expect(mismatchOf(make)).toEqual(['/id', 'is a text and knows no rule {"contains":"parcel"}']);
  });

  it('neither compiles nor is made: a field inside $or that does not exist', () => {
    // @ts-expect-error a field inside $or must exist too
    const make = (): unknown => parcelWeighed.pattern({ $or: [{ hops: [1] }, { data: { colour: ['red'] } }] });
    expect(mismatchOf(make)).toEqual(['/data/colour', 'is no field of the event']);
  });

  it('neither compiles nor is made: $or with one alternative', () => {
    // @ts-expect-error one alternative is none
    const make = (): unknown => parcelWeighed.pattern({ $or: [{ hops: [1] }] });
    expect(mismatchOf(make)).toEqual(['/$or', 'must list at least two alternatives']);
  });

  it('neither compiles nor is made: a rule that is no list', () => {
    // @ts-expect-error a rule lists its values
    const make = (): unknown => parcelWeighed.pattern({ id: 'parcel-7/1' });
    expect(mismatchOf(make)).toEqual(['/id', 'must list what it takes']);
  });

  it('neither compiles nor is made: rules for an object itself', () => {
    // @ts-expect-error operators are for the fields inside
    const make = (): unknown => parcelWeighed.pattern({ data: [{ exists: true }] });
    expect(mismatchOf(make)).toEqual(['/data', 'must name the fields inside it']);
  });

  it('is not made with two operators in one rule, which the compiler cannot see', () => {
    const make = (): unknown => parcelWeighed.pattern({ id: [{ prefix: 'parcel', suffix: '/1' }] });
    expect(mismatchOf(make)).toEqual(['/id', 'is a text and knows no rule {"prefix":"parcel","suffix":"/1"}']);
  });

  it('does not compile for a value that the schema does not list, or a comparison that EventBridge does not know', () => {
    // @ts-expect-error no data has this value
    parcelWeighed.pattern({ data: { status: ['lost'] } });
    // @ts-expect-error numbers are compared by < <= = >= >
    parcelWeighed.pattern({ hops: [{ numeric: ['==', 1] }] });
    expect(parcelWeighed.pattern({})).toEqual({ ...address, detail: {} });
  });
});

/** Data of several kinds and alternatives, as a schema may describe it. */
interface Mixed {
  readonly note?: string | null;
  readonly level: 1 | 2;
  readonly sums: Readonly<Record<string, number>>;
  readonly paid:
    | { readonly by: 'card'; readonly last4: string | null }
    | { readonly by: 'cash'; readonly coins: number };
  readonly marks: readonly (string | null)[];
}

const mixed: EventContract<'depots', 'Mixed', { 1: Mixed }> = defineContract({
  source: 'depots',
  type: 'Mixed',
  versions: [
    {
      version: 1,
      readableFrom: 1,
      validate: () => true,
      shape: {
        note: ['text', 'null'],
        level: 'number',
        sums: { '.each': 'number' },
        paid: {
          '.by': 'by',
          '.of': { card: { by: 'text', last4: ['text', 'null'] }, cash: { by: 'text', coins: 'number' } },
        },
        marks: ['text', 'null'],
      },
      examples: [{}],
    },
  ],
});

describe('a pattern over values of several kinds', () => {
  const made = (detail: Parameters<typeof mixed.pattern>[0]): unknown => mismatchOf(() => mixed.pattern(detail));

  it('takes what any of the kinds takes, any key of a map, and the fields of any one alternative', () => {
    const detail = {
      data: {
        note: [null, 'x', { prefix: 'y' }],
        level: [1, { numeric: ['>', 1] }],
        sums: { GBP: [{ numeric: ['>=', 100] }] },
        paid: { by: ['card'], last4: [null, { suffix: '1' }] },
        marks: [null, { exists: true }],
      },
    } as const;
    expect(made(detail)).toMatchObject({ detail });
  });

  it('neither compiles nor is made with null where there is none', () => {
    // @ts-expect-error a level is never null
    expect(made({ data: { level: [null] } })).toEqual(['/data/level', 'is a number and knows no rule null']);
  });

  it('does not compile for a number that the schema does not list', () => {
    // @ts-expect-error there are levels 1 and 2
    expect(made({ data: { level: [3] } })).toMatchObject({ source: ['depots'] });
  });

  it('neither compiles nor is made with a text where a map has numbers', () => {
    // @ts-expect-error the entries of the map are numbers
    expect(made({ data: { sums: { GBP: ['1'] } } })).toEqual(['/data/sums/GBP', 'is a number and knows no rule "1"']);
  });

  it('neither compiles nor is made with a field that no alternative has', () => {
    // @ts-expect-error there is no such field
    expect(made({ data: { paid: { iban: ['x'] } } })).toEqual(['/data/paid/iban', 'is no field of the event']);
  });

  it('is not made of fields of two alternatives, which no event has together', () => {
    expect(made({ data: { paid: { last4: ['1'], coins: [1] } } })).toEqual([
      '/data/paid/coins',
      'is no field of the event',
    ]);
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
