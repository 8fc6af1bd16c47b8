import type { ListSet, NumberSet, Shape, TextSet } from '../sets/shape.ts';
import { typeOfValue } from '../sets/shape.ts';

const LONGEST_VALUE = 60;
const MOST_VALUES = 5;

/** Some values as a list in words. */
export function valuesInWords(values: readonly unknown[]): string {
  const shown = values.slice(0, MOST_VALUES).map(valueInWords).join(', ');
  return values.length > MOST_VALUES ? `${shown} and ${values.length - MOST_VALUES} more` : shown;
}

function valueInWords(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}

/** Types as a choice in words. */
export function typesInWords(types: readonly string[]): string {
  return [...new Set(types)].join(' or ');
}

/** The types of the documents in some shapes. */
export function typesOfShapes(shapes: readonly Shape[]): readonly string[] {
  const all = shapes.flatMap(({ set }) => {
    if (set.kind === 'values') return set.values.map(typeOfValue);
    if (set.kind === 'number') return [set.multiples.includes(1) ? 'integer' : 'number'];
    return [{ text: 'string', list: 'array', object: 'object' }[set.kind]];
  });
  const types = [...new Set(all)];
  return types.includes('number') ? types.filter((type) => type !== 'integer') : types;
}

/** Bounds of numbers in words. */
export const numberWords = {
  min: ({ min, minOpen }: NumberSet): string =>
    min === -Infinity ? 'without a minimum' : minOpen ? `more than ${min}` : `at least ${min}`,
  max: ({ max, maxOpen }: NumberSet): string =>
    max === Infinity ? 'without a maximum' : maxOpen ? `less than ${max}` : `at most ${max}`,
  step: ({ multiples }: NumberSet): string =>
    multiples.length === 0 ? 'any number' : `a multiple of ${multiples.join(' and of ')}`,
} as const;

/** A bound of how many things of a kind there may be, in words. */
export function countWords(bound: 'least' | 'most', count: number, thing: string): string {
  if (bound === 'least' && count === 0) return `without a least number of ${thing}`;
  if (count === Infinity) return `without a most number of ${thing}`;
  return `at ${bound} ${count} ${thing}`;
}

/** Texts in words. */
export function textWords(set: TextSet): string {
  const rules = [
    ...set.formats.map((format) => `in the format ${format}`),
    ...set.patterns.map((pattern) => `matching /${pattern}/`),
    ...(set.min > 0 ? [`at least ${set.min} characters long`] : []),
    ...(set.max < Infinity ? [`at most ${set.max} characters long`] : []),
  ];
  return rules.length === 0 ? 'any text' : `text ${rules.join(' and ')}`;
}

/** What documents of a shape look like, in a few words. */
export function shapeWords({ set }: Shape): string {
  if (set.kind === 'values') return valuesInWords(set.values);
  if (set.kind === 'text') return textWords(set);
  if (set.kind === 'list') return listWords(set);
  if (set.kind === 'object') return 'an object';
  return numberWords.step(set).includes('multiple') ? numberWords.step(set) : 'any number';
}

function listWords(set: ListSet): string {
  return set.min > 0 ? `a list of ${countWords('least', set.min, 'entries')}` : 'a list';
}
