import { type JsonObject, asList, asText, isObject } from './json.ts';
import { merged, resolved } from './references.ts';

const PLURALS: Readonly<Record<string, string>> = {
  array: 'lists',
  boolean: 'booleans',
  integer: 'integers',
  null: 'nulls',
  number: 'numbers',
  object: 'objects',
  string: 'strings',
};

/** What kind of value a schema describes, in words: `integer`, `list of objects`, `string or null`. */
export function typeWords(schema: JsonObject, root: JsonObject): string {
  return wordsWithin(schema, { root, depth: 0 });
}

interface Within {
  readonly root: JsonObject;
  readonly depth: number;
}

/** A shape among shapes among shapes: a person looks into the schema itself. */
const MAX_DEPTH = 4;

function wordsWithin(schema: JsonObject, within: Within): string {
  if (within.depth > MAX_DEPTH) return 'anything';
  const kinds = typesOf(schema);
  if (kinds.length === 1 && kinds[0] === 'array') return listWords(schema, within);
  if (kinds.length > 0) return kinds.map((kind) => (kind === 'array' ? 'list' : kind)).join(' or ');
  const shapes = [...asList(schema['oneOf']), ...asList(schema['anyOf'])].filter(isObject);
  if (shapes.length > 0) return shapeWords(shapes, within);
  return guessed(schema);
}

function typesOf(schema: JsonObject): readonly string[] {
  const { type } = schema;
  return typeof type === 'string' ? [type] : asList(type).map(asText);
}

function listWords(schema: JsonObject, { root, depth }: Within): string {
  const { items } = schema;
  if (!isObject(items)) return 'list';
  const each = merged(resolved(items, root, []).target);
  const kinds = typesOf(each);
  const [only] = kinds;
  return kinds.length === 1 && only !== undefined
    ? `list of ${PLURALS[only] ?? only}`
    : `list of ${wordsWithin(each, { root, depth: depth + 1 })}`;
}

function shapeWords(shapes: readonly JsonObject[], { root, depth }: Within): string {
  const words = new Set(
    shapes.map((shape) => wordsWithin(merged(resolved(shape, root, []).target), { root, depth: depth + 1 })),
  );
  const [only] = words;
  if (words.size === 1 && only === 'object') return `object, one of ${shapes.length} shapes`;
  return [...words].join(' or ');
}

function guessed(schema: JsonObject): string {
  if ('properties' in schema) return 'object';
  if ('const' in schema) return typeof schema['const'];
  return asList(schema['enum']).length > 0 ? 'value of a list' : 'anything';
}
