import { type JsonSchema, isRecord, isSchema, numberIn, schemaList, textsIn } from '../sets/json-schema.ts';
import type { Term } from './schema-terms.ts';

/** What JSON knows; a whole number is a number. */
export type Kind = 'text' | 'number' | 'boolean' | 'null' | 'object' | 'array';

const KINDS: Readonly<Record<string, Kind>> = {
  string: 'text',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  null: 'null',
  object: 'object',
  array: 'array',
};

/** The kind of a value. */
export function kindOf(value: unknown): Kind {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return KINDS[typeof value] ?? 'object';
}

/** The kinds of value that a term admits. */
export function kindsOf(term: Term): ReadonlySet<Kind> {
  return term
    .flatMap((schema) => kindSetsOf(schema))
    .reduce<ReadonlySet<Kind>>(
      (kinds, more) => new Set([...kinds].filter((kind) => more.includes(kind))),
      new Set(Object.values(KINDS)),
    );
}

function kindSetsOf(schema: Term[number]): readonly (readonly Kind[])[] {
  const types = typeof schema['type'] === 'string' ? [schema['type']] : textsIn(schema['type']);
  return [
    ...(types.length === 0 ? [] : [types.flatMap((type) => KINDS[type] ?? [])]),
    ...(Array.isArray(schema['enum']) ? [schema['enum'].map((value) => kindOf(value))] : []),
    ...(Object.hasOwn(schema, 'const') ? [[kindOf(schema['const'])]] : []),
  ];
}

/** Whether numbers must be whole. */
export function isWhole(term: Term): boolean {
  return term.some(({ type }) => type === 'integer');
}

/** A field of an object that keeps a term. */
export interface FieldPlace {
  /** Undefined when nobody writes such a field. */
  readonly schema: JsonSchema | undefined;
  readonly mayBeAbsent: boolean;
}

/**
 * What is known of a field. Writers are held to the exact shape: they write what is described or required, and anything else
 * only where `additionalProperties` or `unevaluatedProperties` says so itself.
 */
export function fieldOf(term: Term, name: string): FieldPlace {
  const described = term.flatMap((schema) => describedBy(schema, name));
  const mayBeAbsent = !term.some(({ required }) => textsIn(required).includes(name));
  if (described.length > 0) return { schema: { allOf: described }, mayBeAbsent };
  const isOpen = !mayBeAbsent || isShapeless(term) || isSpelledOut(term);
  return { schema: isOpen ? true : unevaluatedIn(term), mayBeAbsent };
}

/** Whole objects are listed: what is in them is not looked into. */
function isSpelledOut(term: Term): boolean {
  return term.some((schema) => Object.hasOwn(schema, 'const') || Object.hasOwn(schema, 'enum'));
}

/** What a field keeps that no part of a term describes. */
function unevaluatedIn(term: Term): JsonSchema | undefined {
  const found = term
    .map((schema) => schema['unevaluatedProperties'])
    .filter((each) => isSchema(each) && each !== false);
  return found.length === 0 ? undefined : { allOf: found };
}

function describedBy(schema: Term[number], name: string): readonly JsonSchema[] {
  const { properties, patternProperties, additionalProperties } = schema;
  const own = isRecord(properties) && Object.hasOwn(properties, name) ? [properties[name]] : [];
  const byPattern = Object.entries(isRecord(patternProperties) ? patternProperties : {})
    .filter(([pattern]) => fits(pattern, name))
    .map(([, inner]) => inner);
  const found = [...own, ...byPattern].filter((each) => isSchema(each));
  if (found.length > 0) return found;
  return isSchema(additionalProperties) && additionalProperties !== false ? [additionalProperties] : [];
}

function fits(pattern: string, name: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(name);
  } catch {
    return true;
  }
}

/** Nothing says what an object looks like, so that anything may be in it. */
function isShapeless(term: Term): boolean {
  return term.every((schema) => schema['type'] === undefined && schema['properties'] === undefined);
}

/** Names of the described fields, to find the one that was meant. */
export function fieldNamesOf(term: Term): readonly string[] {
  return [...new Set(term.flatMap(({ properties }) => (isRecord(properties) ? Object.keys(properties) : [])))];
}

/** What is known of the elements of an array that keeps a term. */
export interface ElementPlace {
  readonly schema: JsonSchema;
  readonly mayBeEmpty: boolean;
}

/** What is known of an array's elements, wherever they stand. */
export function elementsOf(term: Term): ElementPlace {
  const each = term.flatMap(({ prefixItems, items }) => {
    const first = schemaList(prefixItems);
    if (first.length === 0 && items === undefined) return [];
    return [{ anyOf: [...first, isSchema(items) ? items : true] }];
  });
  const isAlwaysEmpty = term.some(({ maxItems }) => numberIn(maxItems) === 0);
  return {
    schema: isAlwaysEmpty ? false : { allOf: each },
    mayBeEmpty: term.every(({ minItems }) => (numberIn(minItems) ?? 0) <= 0),
  };
}

const SCALAR_KEYWORDS: readonly string[] = [
  'type',
  'enum',
  'const',
  'pattern',
  'format',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
];

/** A term's keywords that concern texts, numbers, booleans and null, as a schema without references. */
export function scalarSchema(term: Term): JsonSchema {
  const parts = term
    .map((schema) => Object.fromEntries(Object.entries(schema).filter(([key]) => SCALAR_KEYWORDS.includes(key))))
    .filter((part) => Object.keys(part).length > 0);
  const [only] = parts;
  if (only === undefined) return true;
  return parts.length === 1 ? only : { allOf: parts };
}
