import { NUMBER_FORMATS } from './formats.ts';
import { numberIn } from './json-schema.ts';
import { ANY_NUMBER, type NumberSet } from './shape.ts';

/** Numbers as a schema's own keywords say. */
export function numbersOf(schema: Readonly<Record<string, unknown>>, integer: boolean): NumberSet {
  const multiple = numberIn(schema['multipleOf']);
  const own: NumberSet = {
    ...ANY_NUMBER,
    min: numberIn(schema['minimum']) ?? -Infinity,
    max: numberIn(schema['maximum']) ?? Infinity,
    multiples: [...(integer ? [1] : []), ...(multiple === undefined ? [] : [multiple])],
    formats: [schema['format']].filter(isNumberFormat),
  };
  return meetNumbers(own, {
    ...ANY_NUMBER,
    min: numberIn(schema['exclusiveMinimum']) ?? -Infinity,
    max: numberIn(schema['exclusiveMaximum']) ?? Infinity,
    minOpen: schema['exclusiveMinimum'] !== undefined,
    maxOpen: schema['exclusiveMaximum'] !== undefined,
  });
}

function isNumberFormat(format: unknown): format is string {
  return typeof format === 'string' && NUMBER_FORMATS.has(format);
}

/** Numbers of both. */
export function meetNumbers(a: NumberSet, b: NumberSet): NumberSet {
  const low = a.min > b.min || (a.min === b.min && a.minOpen) ? a : b;
  const high = a.max < b.max || (a.max === b.max && a.maxOpen) ? a : b;
  return {
    kind: 'number',
    min: low.min,
    minOpen: low.minOpen,
    max: high.max,
    maxOpen: high.maxOpen,
    multiples: [...new Set([...a.multiples, ...b.multiples])],
    formats: [...new Set([...a.formats, ...b.formats])],
  };
}

/** Whole steps that numbers can be compared in without rounding: 2^-10. */
const PARTS = 1024;

/** Whether a step, and so its multiples, is exact in binary. */
function isExactStep(step: number): boolean {
  return Number.isSafeInteger(step * PARTS) && step > 0;
}

/** A step that all the numbers are multiples of, the largest that is known; undefined when there is none. */
export function stepOf(set: NumberSet): number | undefined {
  const steps = set.multiples.filter(isExactStep).map((step) => BigInt(step * PARTS));
  if (steps.length === 0) return undefined;
  const common = steps.reduce((a, b) => (a / gcd(a, b)) * b);
  return common > BigInt(Number.MAX_SAFE_INTEGER) ? Number(steps[0]) / PARTS : Number(common) / PARTS;
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}

/** The set with bounds that its own numbers reach, as far as its steps are exact. */
export function tightened(set: NumberSet): NumberSet {
  const step = stepOf(set);
  if (step === undefined) return set;
  const low = bound(set.min, step, 1);
  const high = bound(set.max, step, -1);
  const min = low === set.min && set.minOpen ? low + step : low;
  const max = high === set.max && set.maxOpen ? high - step : high;
  return { ...set, min, max, minOpen: false, maxOpen: false };
}

/** The next multiple of a step from a bound on, upwards or downwards; the bound itself where rounding begins. */
function bound(value: number, step: number, direction: 1 | -1): number {
  const steps = value / step;
  if (!Number.isFinite(steps) || Math.abs(steps) > Number.MAX_SAFE_INTEGER / PARTS) return value;
  return (direction === 1 ? Math.ceil(steps) : Math.floor(steps)) * step;
}

/** Whether no number is in the set. */
export function isEmptyNumbers(set: NumberSet): boolean {
  const { min, max, minOpen, maxOpen } = tightened(set);
  return min > max || (min === max && (minOpen || maxOpen));
}

/** The numbers of a set when they are whole steps and few; undefined otherwise. */
export function listedNumbers(set: NumberSet, most: number): readonly number[] | undefined {
  const step = stepOf(set);
  const { min, max } = tightened(set);
  if (step === undefined) return min === max ? [min] : undefined;
  const count = Math.floor((max - min) / step) + 1;
  if (!(count <= most) || !Number.isSafeInteger(min * PARTS)) return undefined;
  return Array.from({ length: Math.max(0, count) }, (_, index) => min + index * step);
}

/** Whether all multiples of a set's steps are multiples of another step; false when that is not certain. */
export function isMultiple(set: NumberSet, step: number): boolean {
  if (set.multiples.includes(step)) return true;
  const own = stepOf(set);
  return own !== undefined && isExactStep(step) && (own * PARTS) % (step * PARTS) === 0;
}

/** Quotients below it are exact enough to tell whole ones from others. */
const MOST_CERTAIN = 1e9;

/** Whether a value is a multiple, as JSON Schema validators compute it; undefined where rounding decides. */
export function isMultipleOf(value: number, step: number): boolean | undefined {
  const quotient = value / step;
  if (isExactStep(step) && Math.abs(quotient) <= Number.MAX_SAFE_INTEGER) return Number.isInteger(quotient);
  if (Math.abs(quotient) > MOST_CERTAIN) return undefined;
  if (Number.isInteger(quotient)) return true;
  return Math.abs(quotient - Math.round(quotient)) < 1e-6 ? undefined : false;
}
