import { type JsonSchema, isRecord, isSchema } from '../../sets/json-schema.ts';

const IN_PLACE_LISTS = ['allOf', 'anyOf', 'oneOf'];
const IN_PLACE = ['if', 'then', 'else'];
const CHILDREN = ['items', 'additionalProperties'];
const CHILD_MAPS = ['properties', 'patternProperties'];

/**
 * A schema that admits just what producers write under another: `unevaluatedProperties: false` wherever a value's
 * schemas declare fields: what says itself what else there may be counts all of it as evaluated. References are put in place of what they name, so
 * that each use is closed for itself, down to `levels`; nothing is written deeper. Conditions are left as they are.
 */
export function writtenForm(schema: JsonSchema, root: JsonSchema = schema, levels = 6): JsonSchema {
  if (levels <= 0) return false;
  const inner = opened(schema, root, levels);
  if (!isRecord(inner)) return inner;
  const scope = scopeOf(inner);
  const declares = scope.some((part) => isRecord(part['properties']));
  const form = declares ? { allOf: [inner], unevaluatedProperties: false } : inner;
  const definitions = schema === root && isRecord(root) ? root['$defs'] : undefined;
  return definitions === undefined ? form : { ...form, $defs: definitions };
}

/** The schema with its children in written form. */
function opened(schema: JsonSchema, root: JsonSchema, levels: number): JsonSchema {
  if (!isRecord(schema) || levels <= 0) return schema;
  const within = (one: unknown): unknown => (isSchema(one) ? opened(one, root, levels) : one);
  const child = (one: unknown): unknown => (isSchema(one) ? writtenForm(one, root, levels - 1) : one);
  const { $ref, ...rest } = schema;
  const entries = Object.entries(rest).map(([keyword, value]): [string, unknown] => {
    if ([...IN_PLACE_LISTS].includes(keyword) && Array.isArray(value)) return [keyword, value.map(within)];
    if (keyword === 'prefixItems' && Array.isArray(value)) return [keyword, value.map(child)];
    if (keyword === 'then' || keyword === 'else') return [keyword, within(value)];
    if (CHILDREN.includes(keyword)) return [keyword, child(value)];
    if (keyword === 'dependentSchemas') return [keyword, mapped(value, within)];
    return CHILD_MAPS.includes(keyword) ? [keyword, mapped(value, child)] : [keyword, value];
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
