import type { CompiledValidator } from '../compiled-validator.ts';
import type { EventContract } from '../contract.ts';
import { defineContract } from '../contract.ts';

export interface ParcelWeighedV1 {
  /** Grams. */
  readonly weight: number;
  readonly status?: 'ok' | 'overweight';
  readonly stops: readonly { readonly depot: string }[];
}
export type ParcelWeighedV2 = ParcelWeighedV1 & { readonly scale: string };
export interface ParcelWeighedV3 {
  readonly weightGrams: number;
  readonly scale: string;
}

const V1_SHAPE = { weight: 'number', status: 'text', stops: { depot: 'text' } } as const;

/**
 * A contract with a compatible version 2, whose new field an upcaster fills, and a version 3 that breaks it and is
 * published beside version 2.
 */
export const parcelWeighed: EventContract<
  'depots',
  'ParcelWeighed',
  { 1: ParcelWeighedV1; 2: ParcelWeighedV2; 3: ParcelWeighedV3 }
> = defineContract({
  source: 'depots',
  type: 'ParcelWeighed',
  versions: [
    {
      version: 1,
      readableFrom: 1,
      validate: numbersIn('weight'),
      upcast: (data) => ({ ...(data as ParcelWeighedV1), scale: 'unknown' }),
      shape: V1_SHAPE,
      examples: [{ weight: 1, status: 'ok', stops: [{ depot: 'north' }] }],
    },
    {
      version: 2,
      readableFrom: 1,
      validate: numbersIn('weight'),
      upcast: (data) => {
        const { weight, scale } = data as ParcelWeighedV2;
        return { weightGrams: weight, scale };
      },
      shape: { ...V1_SHAPE, scale: 'text' },
      examples: [{ weight: 1, status: 'ok', stops: [{ depot: 'north' }], scale: 'A' }],
    },
    {
      version: 3,
      readableFrom: 3,
      unreadable: { 1: ['stops', 'weight'], 2: ['stops', 'weight'] },
      validate: numbersIn('weightGrams'),
      downcast: (data) => {
        const { weightGrams, scale } = data as ParcelWeighedV3;
        return { weight: weightGrams, stops: [], scale };
      },
      shape: { weightGrams: 'number', scale: 'text' },
      examples: [{ weightGrams: 1, scale: 'A' }],
    },
  ],
});

/** As a generated validator behaves: the first problem is left on the function. */
function numbersIn(field: string): CompiledValidator {
  const validate: CompiledValidator = (data) => {
    const isValid = typeof (data as Readonly<Record<string, unknown>>)[field] === 'number';
    validate.errors = isValid ? null : [{ instancePath: `/${field}`, message: 'must be number' }];
    return isValid;
  };
  return validate;
}
