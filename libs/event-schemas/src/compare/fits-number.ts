import { isMultiple, numbersOf, tightened } from '../sets/numbers.ts';
import type { NumberSet } from '../sets/shape.ts';
import type { Finding } from './finding.ts';
import type { Reader } from './judging.ts';
import { numberWords } from './phrases.ts';

const LEAST_INT32 = -(2 ** 31);
const MOST_INT32 = 2 ** 31 - 1;

/** Why not all numbers of a set keep a reader's keywords about numbers. */
export function fitsNumber(set: NumberSet, reader: Reader): readonly Finding[] {
  const wanted = numbersOf(reader.schema, false);
  const own = tightened(set);
  const field = reader.at.field;
  const steps = wanted.multiples.filter((step) => !isMultiple(own, step));
  const formats = wanted.formats.filter((format) => !hasFormat(own, format));
  return [
    ...boundFindings(own, wanted, field),
    ...steps.map((step) => {
      const says = { writer: numberWords.step(set), reader: `a multiple of ${step}` };
      return { field, keyword: 'multipleOf', says, proven: Number.isInteger(step) };
    }),
    ...formats.map((format) => {
      const says = { writer: 'any number', reader: `a number in the format ${format}` };
      return { field, keyword: 'format', says, proven: false };
    }),
  ];
}

function boundFindings(own: NumberSet, wanted: NumberSet, field: readonly string[]): readonly Finding[] {
  const says = (words: (set: NumberSet) => string): Finding['says'] => ({ writer: words(own), reader: words(wanted) });
  const lowest = wanted.minOpen ? 'exclusiveMinimum' : 'minimum';
  const highest = wanted.maxOpen ? 'exclusiveMaximum' : 'maximum';
  const all = [
    { holds: startsWithin(own, wanted), field, keyword: lowest, says: says(numberWords.min), proven: true },
    { holds: endsWithin(own, wanted), field, keyword: highest, says: says(numberWords.max), proven: true },
  ];
  return all.filter(({ holds }) => !holds).map(({ holds: _holds, ...finding }) => finding);
}

function startsWithin(own: NumberSet, wanted: NumberSet): boolean {
  return own.min > wanted.min || (own.min === wanted.min && (own.minOpen || !wanted.minOpen));
}

function endsWithin(own: NumberSet, wanted: NumberSet): boolean {
  return own.max < wanted.max || (own.max === wanted.max && (own.maxOpen || !wanted.maxOpen));
}

function hasFormat(set: NumberSet, format: string): boolean {
  if (set.formats.includes(format) || format === 'float' || format === 'double') return true;
  if (!isMultiple(set, 1)) return false;
  return format === 'int64' || (set.min >= LEAST_INT32 && set.max <= MOST_INT32);
}
