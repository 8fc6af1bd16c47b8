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
  const low = own.min > wanted.min || (own.min === wanted.min && (own.minOpen || !wanted.minOpen));
  const high = own.max < wanted.max || (own.max === wanted.max && (own.maxOpen || !wanted.maxOpen));
  const field = reader.at.field;
  const says = (words: (set: NumberSet) => string): Finding['says'] => ({ writer: words(set), reader: words(wanted) });
  return [
    ...(low
      ? []
      : [
          {
            field,
            keyword: wanted.minOpen ? 'exclusiveMinimum' : 'minimum',
            says: says(numberWords.min),
            proven: true,
          },
        ]),
    ...(high
      ? []
      : [
          {
            field,
            keyword: wanted.maxOpen ? 'exclusiveMaximum' : 'maximum',
            says: says(numberWords.max),
            proven: true,
          },
        ]),
    ...wanted.multiples
      .filter((step) => !isMultiple(own, step))
      .map((step) => ({
        field,
        keyword: 'multipleOf',
        says: { writer: numberWords.step(set), reader: `a multiple of ${step}` },
        proven: Number.isInteger(step),
      })),
    ...wanted.formats
      .filter((format) => !hasFormat(own, format))
      .map((format) => ({
        field,
        keyword: 'format',
        says: { writer: 'any number', reader: `a number in the format ${format}` },
        proven: false,
      })),
  ];
}

function hasFormat(set: NumberSet, format: string): boolean {
  if (set.formats.includes(format) || format === 'float' || format === 'double') return true;
  if (!isMultiple(set, 1)) return false;
  return format === 'int64' || (set.min >= LEAST_INT32 && set.max <= MOST_INT32);
}
