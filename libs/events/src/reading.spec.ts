import { describe, expect, it } from 'vitest';
import { ContractViolationError, UnknownFieldError } from './errors.ts';
import type { FieldPath, Narrowed } from './field-path.ts';
import { type EnvelopeOf, parseEvent } from './parse-event.ts';
import type { Reading } from './reading.ts';
import { CRATE, cratePacked, type CratePackedV1 } from './testing/crate-packed.ts';
import { busText, envelopeWith } from './testing/envelope.ts';
import { parcelWeighed } from './testing/parcel-weighed.ts';

const { v1, v2 } = cratePacked;

/** The event as a queue gets it, with any data. */
const textOf = (data: unknown, version = 1): string =>
  busText(envelopeWith({ type: 'CratePacked', version, data }), { 'detail-type': 'CratePacked' });

const dataRead = (data: unknown, reading: Reading): unknown => parseEvent(textOf(data), [reading]).data;

/** What data is refused with. */
function refusalOf(data: unknown, reading: Reading, version = 1): unknown {
  try {
    return { taken: parseEvent(textOf(data, version), [reading]).data };
  } catch (error) {
    if (error instanceof ContractViolationError) return [error.path, error.problem];
    throw error;
  }
}

/** The compiler compares two types both ways. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(_answer: Same<A, B>): void => undefined;
type DataOf<R extends Reading> = EnvelopeOf<R>['data'];

describe('a reading, to the compiler', () => {
  it('has the declared fields and no other, deep and through lists', () => {
    const reading = v1.reading('crateId', 'to.door.code', 'items.sku', 'items.tags');
    type Read = DataOf<typeof reading>;
    const read: Read = { crateId: 'a', to: { door: { code: 'B' } }, items: [{ sku: 'MUG' }] };
    same<Read['items'], readonly { readonly sku: string; readonly tags?: readonly string[] }[]>(true);
    same<Read['to'], { readonly door?: { readonly code: string } }>(true);
    // @ts-expect-error a field that is not declared cannot be read
    expect(read.seal).toBeUndefined();
    // @ts-expect-error nor one inside an object that is declared in part
    expect(read.to.city).toBeUndefined();
    // @ts-expect-error nor one of the entries of a list
    expect(read.items[0]?.grams).toBeUndefined();
    // @ts-expect-error what is read is not written
    read.crateId = 'b';
  });

  it('has all that is inside a declared object or list', () => {
    const reading = v1.reading('to', 'to.city', 'items', 'seal');
    same<DataOf<typeof reading>, Pick<CratePackedV1, 'to' | 'items' | 'seal'>>(true);
    expect(reading.fields).toEqual(['to', 'to.city', 'items', 'seal']);
  });

  it('keeps optional what is optional', () => {
    const reading = v1.reading('note', 'crateId');
    same<DataOf<typeof reading>, { readonly crateId: string; readonly note?: string }>(true);
    expect(dataRead({ ...CRATE, note: undefined }, reading)).toEqual({ crateId: 'crate-1' });
  });

  it('is told from another by the type of its event', () => {
    const readings = [v1.reading('crateId'), parcelWeighed.v1.reading('weight')] as const;
    const event = parseEvent(textOf(CRATE), readings);
    const seen = event.type === 'CratePacked' ? event.data.crateId : event.data.weight;
    expect(seen).toBe('crate-1');
    // @ts-expect-error only one of the two has this field
    expect(event.data.weight).toBeUndefined();
  });

  it('has the paths of every alternative of the data, which stay told apart', () => {
    type Data = { readonly kind: 'a'; readonly x: number } | { readonly kind: 'b'; readonly y: { readonly z: string } };
    same<FieldPath<Data>, 'kind' | 'x' | 'y' | 'y.z'>(true);
    type Read = Narrowed<Data, 'kind' | 'y.z'>;
    same<Read, { readonly kind: 'a' } | { readonly kind: 'b'; readonly y: { readonly z: string } }>(true);
    const read = (data: Read): string => (data.kind === 'b' ? data.y.z : data.kind);
    expect(read({ kind: 'b', y: { z: 'deep' } })).toBe('deep');
  });

  it('ends in data that holds itself, and reads a map as a whole', () => {
    interface Part {
      readonly name: string;
      readonly parts: readonly Part[];
      readonly labels: Readonly<Record<string, string>>;
    }
    const paths: readonly FieldPath<Part>[] = ['name', 'parts.parts.parts.name', 'labels', 'parts'];
    // @ts-expect-error the keys of a map are data
    const wrong: FieldPath<Part> = 'labels.colour';
    expect([...paths, wrong]).toHaveLength(5);
  });
});

describe('a path that the schema does not have', () => {
  const refusal = (make: () => unknown): unknown => {
    try {
      return make();
    } catch (error) {
      return error instanceof UnknownFieldError ? error.message : error;
    }
  };

  it('neither compiles nor is taken: a misspelt field', () => {
    // @ts-expect-error there is no such field
    const make = (): unknown => v1.reading('crateID');
    expect(refusal(make)).toBe('CratePacked has no field data.crateID: declare a field of its schema');
  });

  it('neither compiles nor is taken: a misspelt field inside a list', () => {
    // @ts-expect-error entries have no such field
    const make = (): unknown => v1.reading('crateId', 'items.weight');
    expect(refusal(make)).toBe('CratePacked has no field data.items.weight: declare a field of its schema');
  });

  it('neither compiles nor is taken: a field inside a text', () => {
    // @ts-expect-error a text has nothing inside it
    const make = (): unknown => v1.reading('seal.length');
    expect(refusal(make)).toContain('data.seal.length');
  });

  it('neither compiles nor is taken: a field of a later version', () => {
    // @ts-expect-error version 1 has no such field
    const make = (): unknown => v1.reading('packer');
    expect(refusal(make)).toContain('data.packer');
    expect(v2.reading('packer').version).toBe(2);
  });

  it.each(['__proto__', 'constructor', 'items.__proto__', '', 'to.', '.to'])(
    'neither compiles nor is taken: %j',
    (path) => {
      // @ts-expect-error any text is no path
      expect(refusal(() => v1.reading(path))).toContain(`has no field data.${path}`);
    },
  );
});

describe('a reading, when an event arrives', () => {
  it('hands over the declared fields and no other', () => {
    const reading = v1.reading('crateId', 'to.door.code', 'items.sku');
    const items = [...CRATE.items, { sku: 'LAMP', grams: 900, secret: true }];
    expect(dataRead({ ...CRATE, items, later: 1 }, reading)).toEqual({
      crateId: 'crate-1',
      to: { door: { code: 'B' } },
      items: [{ sku: 'MUG' }, { sku: 'LAMP' }],
    });
  });

  it('hands over an empty list, and nothing of what is not there', () => {
    const data = { ...CRATE, to: { city: 'Leeds' }, items: [] };
    expect(dataRead(data, v1.reading('to.door.code', 'items.sku'))).toEqual({ to: {}, items: [] });
    expect(dataRead(data, v1.reading())).toEqual({});
  });

  it('hands over fields of an earlier version brought up to the declared one', () => {
    expect(dataRead(CRATE, v2.reading('packer', 'seal'))).toEqual({ packer: 'unknown', seal: 'wax' });
  });

  it('does not mind what is wrong elsewhere', () => {
    const broken = { ...CRATE, seal: 7, note: null, to: { city: 'Leeds', door: 'none' }, items: [{ sku: 'MUG' }] };
    expect(dataRead(broken, v1.reading('crateId', 'to.city', 'items.sku'))).toEqual({
      crateId: 'crate-1',
      to: { city: 'Leeds' },
      items: [{ sku: 'MUG' }],
    });
  });

  it.each([
    ['a field of another kind', { crateId: 7 }, ['/data/crateId', 'must be string']],
    ['a field that is not there', { crateId: undefined }, ['/data', "must have required property 'crateId'"]],
    ['an entry of a list', { items: [{ sku: 'MUG', grams: 1 }, { sku: 7 }] }, ['/data/items/1/sku', 'must be string']],
    ['a list that is none', { items: 'MUG' }, ['/data/items', 'must be object']],
    ['an object that is none', { to: null }, ['/data/to', 'must be object']],
    [
      'something inside a whole object',
      { to: { city: 'Leeds', door: { code: 'B' } } },
      ['/data/to/door', "must have required property 'floor'"],
    ],
  ])('refuses what is wrong in a declared field: %s', (_title, wrong, refusal) => {
    const seal = { seal: 7 }; // is not declared, and comes first in no answer
    const reading = v1.reading('crateId', 'to.door', 'items.sku');
    expect(refusalOf({ ...CRATE, ...seal, ...wrong }, reading)).toEqual(refusal);
  });

  it('refuses data that is wrong anywhere when an upcaster has to work on it', () => {
    expect(refusalOf({ ...CRATE, seal: 7 }, v2.reading('crateId'))).toEqual(['/data/seal', 'must be string']);
  });

  it('judges a version later than any it knows by the newest', () => {
    const later = { ...CRATE, seal: { kind: 'wax' } };
    expect(refusalOf(later, v1.reading('crateId'), 9)).toEqual({ taken: { crateId: 'crate-1' } });
    expect(refusalOf(later, v1.reading('seal'), 9)).toEqual(['/data/seal', 'must be string']);
  });

  it('still needs a version of which it understands what it reads', () => {
    const text = busText(envelopeWith({ version: 3, data: { weightGrams: 1, scale: 'A' } }));
    expect(() => parseEvent(text, [parcelWeighed.v2.reading('weight')])).toThrow(
      'Nothing here reads ParcelWeighed version 3; known: ParcelWeighed version 2',
    );
  });
});
