import { areDisjoint } from '../sets/automata.ts';
import { isWalkable } from '../sets/canonical.ts';
import { allParts, partsOf } from '../sets/declared.ts';
import { evaluate } from '../sets/evaluate.ts';
import { matchAutomaton } from '../sets/expressions.ts';
import { type JsonSchema, isRecord, isSchema, schemaList, schemasIn } from '../sets/json-schema.ts';
import { matches } from '../sets/evaluate-scalar.ts';
import { type Place, Root, placeOf } from '../sets/place.ts';
import type { Shape, TextSet } from '../sets/shape.ts';
import { together } from '../sets/texts.ts';
import { OutOfWorkError, Work } from '../sets/work.ts';
import { Inclusion } from './inclusion.ts';

/**
 * Whether there is a text that the schema admits and that holds a match of the expression. `false` is certain; 'unknown'
 * when neither can be shown. The expression's flags `i`, `s` and `u` count.
 */
export function admitsText(schema: JsonSchema, language: RegExp): boolean | 'unknown' {
  return bounded(schema, 'unknown', (place) => {
    const inclusion = new Inclusion();
    const answers = inclusion
      .shapes([place])
      .filter((shape) => !inclusion.isEmpty(shape))
      .map((shape) => shapeMeets(shape, language));
    if (answers.includes(true)) return true;
    return answers.includes('unknown') ? 'unknown' : false;
  });
}

function shapeMeets({ set, exact, not }: Shape, language: RegExp): boolean | 'unknown' {
  const sure = exact && not.length === 0;
  if (set.kind === 'values') return set.values.some((value) => holdsMatch(value, language)) && (sure || 'unknown');
  if (set.kind !== 'text') return false;
  const meets = textsMeet(set, language);
  return meets === true && !sure ? 'unknown' : meets;
}

function textsMeet(set: TextSet, language: RegExp): boolean | 'unknown' {
  const wanted = matchAutomaton(language.source, withUnicode(language.flags));
  if (wanted === undefined) return 'unknown';
  const { automaton, isExact } = together(set);
  const apart = automaton === undefined ? wanted.isEmpty : areDisjoint(automaton, wanted);
  if (apart === undefined) return 'unknown';
  return !apart && (isExact || 'unknown');
}

function holdsMatch(value: unknown, language: RegExp): boolean {
  return typeof value === 'string' && new RegExp(language.source, language.flags.replaceAll(/[gy]/g, '')).test(value);
}

function withUnicode(flags: string): string {
  return flags.includes('u') || flags.includes('v') ? flags : `${flags}u`;
}

/** Whether a schema admits a value; true as well when that cannot be decided. */
export function admitsValue(schema: JsonSchema, value: unknown): boolean {
  return bounded(schema, true, (place) => evaluate(place, value, new Work()) !== 'no');
}

function bounded<T>(schema: JsonSchema, otherwise: T, ask: (place: Place) => T): T {
  if (!isWalkable(schema)) return otherwise;
  try {
    return ask({ schema, root: new Root(schema), written: false });
  } catch (error) {
    if (error instanceof OutOfWorkError || error instanceof RangeError) return otherwise;
    throw error;
  }
}

/**
 * All schemas that may describe the field at a path, looking through lists, references and alternatives; none when the
 * schema describes no such field. Each stands for itself: what it refers to is in its own `$defs`.
 */
export function fieldSchemas(schema: JsonSchema, path: readonly string[]): readonly JsonSchema[] {
  if (!isWalkable(schema)) return [true];
  const root = new Root(schema);
  let places: readonly Place[] = [{ schema, root, written: false }];
  for (const name of path) places = distinct(places.flatMap((place) => fieldsOf(place, name)));
  return places.map((place) => alone(place.schema, schema));
}

function distinct(places: readonly Place[]): readonly Place[] {
  return [...new Map(places.map((place) => [place.schema, place])).values()];
}

function fieldsOf(place: Place, name: string): readonly Place[] {
  return allParts(place, partsAndEntries).flatMap((part) =>
    isRecord(part.schema) ? ownField(part.schema, name).map((one) => placeOf(part, one)) : [],
  );
}

function partsAndEntries(place: Place): readonly Place[] {
  const { schema } = place;
  if (!isRecord(schema)) return [];
  const entries = [schema['items'], schema['contains'], ...schemaList(schema['prefixItems'])].filter(isSchema);
  return [...partsOf(place), ...entries.map((one) => placeOf(place, one))];
}

function ownField(schema: Readonly<Record<string, unknown>>, name: string): readonly JsonSchema[] {
  const own = schemasIn(schema['properties']).filter(([key]) => key === name);
  const byPattern = schemasIn(schema['patternProperties']).filter(([source]) => matches(source, name) !== false);
  const described = [...own, ...byPattern].map(([, one]) => one);
  const { additionalProperties } = schema;
  return described.length > 0 || !isRecord(additionalProperties) ? described : [additionalProperties];
}

const ROOT = 'root';

/** A schema with its references moved into its own `$defs`, where the whole document is kept. */
function alone(schema: JsonSchema, root: JsonSchema): JsonSchema {
  if (schema === root || !isRecord(schema) || !JSON.stringify(schema).includes('"$ref"')) return schema;
  return { ...(moved(schema) as object), $defs: { [ROOT]: moved(withoutId(root)) } };
}

function withoutId(root: JsonSchema): JsonSchema {
  if (!isRecord(root)) return root;
  const { $id: _id, ...rest } = root;
  return rest;
}

function moved<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (key: string, inner: unknown) =>
    key === '$ref' && typeof inner === 'string' && inner.startsWith('#') ? `#/$defs/${ROOT}${inner.slice(1)}` : inner,
  ) as T;
}
