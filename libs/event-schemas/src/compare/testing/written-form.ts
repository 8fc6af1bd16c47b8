import { type JsonSchema, isRecord, isSchema } from '../../sets/json-schema.ts';

const IN_PLACE_LISTS = ['allOf', 'anyOf', 'oneOf'];
const IN_PLACE = ['if', 'then', 'else'];

/**
 * A schema that admits just what producers write under another: `unevaluatedProperties: false` wherever a value's
 * schemas declare fields: what says itself what else there may be counts all of it as evaluated. References are put in place of what they name, so
 * that each use is closed for itself, down to `levels`; nothing is written deeper. Conditions are left as they are.
 */
export function writtenForm(schema: JsonSchema, root: JsonSchema = schema, levels = 6): JsonSchema {
  if (levels <= 0) return false;
  const inner = opened(schema, root, levels);
  if (typeof inner === 'boolean') return inner;
  const scope = scopeOf(inner);
  const declares = scope.some((part) => isRecord(part['properties']));
  const form = declares ? { allOf: [inner], unevaluatedProperties: false } : inner;
  return schema === root ? { ...form, $defs: definitionsOf(root) } : form;
}

function definitionsOf(root: JsonSchema): unknown {
  return (isRecord(root) ? root['$defs'] : undefined) ?? {};
}

type Open = (one: unknown) => unknown;

/** How what a keyword holds is put in written form: as the same value, or as a value inside it. */
const OPENERS: Readonly<
  Record<string, (value: unknown, how: { readonly within: Open; readonly child: Open }) => unknown>
> = {
  then: (value, { within }) => within(value),
  else: (value, { within }) => within(value),
  dependentSchemas: (value, { within }) => mapped(value, within),
  items: (value, { child }) => child(value),
  additionalProperties: (value, { child }) => child(value),
  properties: (value, { child }) => mapped(value, child),
  patternProperties: (value, { child }) => mapped(value, child),
};

/** The schema with its children in written form. */
function opened(schema: JsonSchema, root: JsonSchema, levels: number): JsonSchema {
  if (!isRecord(schema) || levels <= 0) return schema;
  const within = (one: unknown): unknown => (isSchema(one) ? opened(one, root, levels) : one);
  const child = (one: unknown): unknown => (isSchema(one) ? writtenForm(one, root, levels - 1) : one);
  const { $ref, ...rest } = schema;
  const entries = Object.entries(rest).map(([keyword, value]): [string, unknown] => {
    if (Array.isArray(value)) {
      if (IN_PLACE_LISTS.includes(keyword)) return [keyword, value.map(within)];
      return [keyword, keyword === 'prefixItems' ? value.map(child) : value];
    }
    const open = OPENERS[keyword];
    return [keyword, open === undefined ? value : open(value, { within, child })];
  });
  const own: Record<string, unknown> = {
    ...(isRecord(rest['patternProperties']) ? { additionalProperties: true } : {}),
    ...Object.fromEntries(entries),
  };
  if (typeof $ref !== 'string') return own;
  const target = within(pointed(root, $ref));
  return { ...own, allOf: [...(Array.isArray(own['allOf']) ? own['allOf'] : []), target] };
}

function mapped(value: unknown, change: (one: unknown) => unknown): unknown {
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, change(one)]));
}

function pointed(root: JsonSchema, reference: string): unknown {
  let here: unknown = root;
  for (const token of reference.split('/').slice(1)) here = isRecord(here) ? here[token] : undefined;
  return here;
}

/** A schema and all its parts that describe the same value. */
function scopeOf(schema: JsonSchema): readonly Readonly<Record<string, unknown>>[] {
  if (!isRecord(schema)) return [];
  const lists = IN_PLACE_LISTS.flatMap((keyword) => (Array.isArray(schema[keyword]) ? schema[keyword] : []));
  const dependent = isRecord(schema['dependentSchemas']) ? Object.values(schema['dependentSchemas']) : [];
  const parts = [...lists, ...IN_PLACE.map((keyword) => schema[keyword]), ...dependent].filter(isSchema);
  return [schema, ...parts.flatMap(scopeOf)];
}
