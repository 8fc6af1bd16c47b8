import type { Place, Root } from './place.ts';

/** Some values, listed. */
export interface ValueSet {
  readonly kind: 'values';
  readonly values: readonly unknown[];
}

/** Numbers between bounds that are multiples of each of some numbers. */
export interface NumberSet {
  readonly kind: 'number';
  readonly min: number;
  readonly max: number;
  readonly minOpen: boolean;
  readonly maxOpen: boolean;
  readonly multiples: readonly number[];
  readonly formats: readonly string[];
}

/** Texts of a length in code points that match expressions and have formats. */
export interface TextSet {
  readonly kind: 'text';
  readonly min: number;
  readonly max: number;
  readonly patterns: readonly string[];
  readonly formats: readonly string[];
}

/** Entries of a list as one schema describes them. */
export interface Entries {
  readonly prefix: readonly Place[];
  readonly rest?: Place;
}

/** How many entries of a list are of a schema. */
export interface Contained {
  readonly place: Place;
  readonly min: number;
  readonly max: number;
}

export interface ListSet {
  readonly kind: 'list';
  readonly min: number;
  readonly max: number;
  readonly unique: boolean;
  readonly entries: readonly Entries[];
  readonly contained: readonly Contained[];
}

/** Fields as one schema describes them: what is in neither `properties` nor `patterns` is in `additional`. */
export interface Fields {
  readonly root: Root;
  readonly properties: ReadonlyMap<string, Place>;
  readonly patterns: readonly (readonly [source: string, place: Place])[];
  readonly additional?: Place;
  readonly required: readonly string[];
  /** Whether a producer writes under it only what it declares, unless it says otherwise. */
  readonly written: boolean;
  /** Whether it says itself what else may be written. */
  readonly explicit: boolean;
  /** Whether it declares properties at all. */
  readonly declares: boolean;
}

export interface ObjectSet {
  readonly kind: 'object';
  readonly min: number;
  readonly max: number;
  readonly required: readonly string[];
  readonly fields: readonly Fields[];
  readonly names: readonly Place[];
  readonly dependent: readonly (readonly [name: string, needs: readonly string[]])[];
  /** Fields of alternatives that may hold as well as the chosen one. */
  readonly extras: readonly (readonly [name: string, place: Place])[];
  /** Whether something was left out that may declare more fields. */
  readonly open: boolean;
}

export type ShapeSet = ValueSet | NumberSet | TextSet | ListSet | ObjectSet;

/** Documents of one kind that fulfil constraints: all of a schema's documents are in one of its shapes. */
export interface Shape {
  readonly set: ShapeSet;
  /** Documents of these are not in the shape. */
  readonly not: readonly Place[];
  /** Schemas that every document of the shape keeps. */
  readonly keeps: readonly Place[];
  /** False when the shape may hold documents that its schema does not admit. */
  readonly exact: boolean;
}

export const ANY_NUMBER: NumberSet = {
  kind: 'number',
  min: -Infinity,
  max: Infinity,
  minOpen: false,
  maxOpen: false,
  multiples: [],
  formats: [],
};
export const ANY_TEXT: TextSet = { kind: 'text', min: 0, max: Infinity, patterns: [], formats: [] };
export const ANY_LIST: ListSet = { kind: 'list', min: 0, max: Infinity, unique: false, entries: [], contained: [] };
export const ANY_OBJECT: ObjectSet = {
  kind: 'object',
  min: 0,
  max: Infinity,
  required: [],
  fields: [],
  names: [],
  dependent: [],
  extras: [],
  open: false,
};
export const CONSTANTS: ValueSet = { kind: 'values', values: [null, true, false] };

/** A shape with nothing but its set. */
export function shapeOf(set: ShapeSet): Shape {
  return { set, not: [], keeps: [], exact: true };
}

/** All documents. */
export const EVERYTHING: readonly Shape[] = [CONSTANTS, ANY_NUMBER, ANY_TEXT, ANY_LIST, ANY_OBJECT].map(shapeOf);

/** The JSON Schema type of a value; a whole number is an `integer`. */
export function typeOfValue(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

/** Whether values of a type are of one of the types a schema lists. */
export function isOfType(type: string, types: readonly string[]): boolean {
  return types.includes(type) || (type === 'integer' && types.includes('number'));
}

/** The types that the keyword `type` names; undefined when it is absent. */
export function typesIn(value: unknown): readonly string[] | undefined {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : undefined;
}
