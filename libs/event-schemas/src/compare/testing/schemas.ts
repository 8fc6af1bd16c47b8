import fc from 'fast-check';
import { type JsonSchema, isRecord } from '../../sets/json-schema.ts';

const NAMES = ['a', 'b', 'c', 'kind'];
const PATTERNS = [
  '^[a-z]+$',
  '^[a-z]{1,2}$',
  'a',
  '^a',
  'b$',
  '^[A-Za-z]+$',
  '^(?!a).*$',
  '^(a|ab)$',
  '\\d',
  '^.{2,3}$',
];
const FORMATS = ['date', 'date-time', 'uuid', 'email', 'ipv4', 'time', 'uri', 'duration', 'hostname'];
const KEYS = ['^a', 'b$', '^x', '^[a-c]$'];
const VALUES = [
  'a',
  'b',
  'ab',
  'A',
  '12',
  1,
  2,
  3,
  2.5,
  null,
  true,
  false,
  [1],
  { a: 1 },
  { a: 1, b: 'a' },
  '2024-02-29',
];

/** A few of some keywords at once. */
function some(keywords: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<Record<string, unknown>> {
  const names = Object.keys(keywords);
  const kept = fc.subarray(names, { minLength: 0, maxLength: Math.min(3, names.length) });
  return fc
    .tuple(fc.record(keywords), kept)
    .map(([all, keys]) => Object.fromEntries(keys.map((key) => [key, all[key]])));
}

const count = fc.integer({ min: 0, max: 4 });
const bound = fc.constantFrom(-1, 0, 1, 2, 2.5, 3, 5, 10);

const text = some({
  minLength: count,
  maxLength: count,
  pattern: fc.constantFrom(...PATTERNS),
  format: fc.constantFrom(...FORMATS),
}).map((own) => ({ type: 'string', ...own }));

const number = fc
  .tuple(
    fc.constantFrom('integer', 'number', ['integer', 'null']),
    some({
      minimum: bound,
      maximum: bound,
      exclusiveMinimum: bound,
      exclusiveMaximum: bound,
      multipleOf: fc.constantFrom(1, 2, 3, 0.5, 0.1, 6),
    }),
  )
  .map(([type, own]) => ({ type, ...own }));

const listed = fc.oneof(
  fc.subarray(VALUES, { minLength: 1, maxLength: 4 }).map((values) => ({ enum: values })),
  fc.constantFrom(...VALUES).map((value) => ({ const: value })),
);

const plain: fc.Arbitrary<JsonSchema> = fc.oneof(
  { weight: 5, arbitrary: text },
  { weight: 5, arbitrary: number },
  { weight: 4, arbitrary: listed },
  {
    weight: 2,
    arbitrary: fc.constantFrom<JsonSchema>({ type: 'boolean' }, { type: 'null' }, { type: ['string', 'null'] }),
  },
  { weight: 1, arbitrary: fc.constantFrom<JsonSchema>(true, false, {}, { type: 'object' }, { type: 'array' }) },
);

const referenced: fc.Arbitrary<JsonSchema> = fc.constant({ $ref: '#/$defs/node' });

function objects(child: fc.Arbitrary<JsonSchema>): fc.Arbitrary<Record<string, unknown>> {
  const properties = fc.dictionary(fc.constantFrom(...NAMES), child, { maxKeys: 3 });
  const names = fc.subarray(NAMES, { maxLength: 2 });
  const rare = some({
    additionalProperties: fc.oneof(fc.constant(false), fc.constant(true), child),
    patternProperties: fc.dictionary(fc.constantFrom(...KEYS), child, { maxKeys: 2 }),
    propertyNames: fc.constantFrom<JsonSchema>({ enum: ['a', 'b', 'kind'] }, { pattern: '^[a-z]+$' }, { maxLength: 2 }),
    minProperties: count,
    maxProperties: count,
    dependentRequired: fc.dictionary(fc.constantFrom(...NAMES), names, { maxKeys: 1 }),
    dependentSchemas: fc.dictionary(fc.constantFrom(...NAMES), child, { maxKeys: 1 }),
    unevaluatedProperties: fc.constant(false),
  });
  return fc
    .tuple(properties, names, fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 2, arbitrary: rare }))
    .map(([own, required, more]) => ({ type: 'object', properties: own, required, ...more }));
}

/** `prefixItems` never stands beside `contains`: there ajv takes [] that contains nothing. */
function lists(child: fc.Arbitrary<JsonSchema>): fc.Arbitrary<Record<string, unknown>> {
  return some({
    items: child,
    prefixItems: fc.array(child, { minLength: 1, maxLength: 2 }),
    minItems: count,
    maxItems: count,
    uniqueItems: fc.constant(true),
    contains: child,
    maxContains: fc.integer({ min: 1, max: 3 }),
  }).map(({ prefixItems, ...own }) => {
    return {
      type: 'array',
      ...own,
      ...(prefixItems === undefined || own['contains'] !== undefined ? {} : { prefixItems }),
    };
  });
}

function tagged(child: fc.Arbitrary<JsonSchema>): fc.Arbitrary<JsonSchema> {
  const branch = (tag: unknown, key: string): fc.Arbitrary<JsonSchema> =>
    fc.tuple(child, fc.boolean()).map(([one, needs]) => ({
      type: 'object',
      properties: { kind: { const: tag }, [key]: one },
      required: needs ? ['kind', key] : ['kind'],
    }));
  return fc
    .tuple(fc.constantFrom('oneOf', 'anyOf'), branch('x', 'a'), branch('y', 'b'), branch('z', 'a'), fc.boolean())
    .map(([keyword, x, y, z, third]) => ({ [keyword]: third ? [x, y, z] : [x, y] }));
}

function combined(child: fc.Arbitrary<JsonSchema>): fc.Arbitrary<JsonSchema> {
  const several = fc.array(child, { minLength: 1, maxLength: 3 });
  return fc.oneof(
    several.map((all) => ({ allOf: all })),
    several.map((all) => ({ anyOf: all })),
    several.map((all) => ({ oneOf: all })),
    child.map((one) => ({ not: one })),
    fc.tuple(child, child, child).map(([one, two, three]) => ({ if: one, then: two, else: three })),
    fc.tuple(objects(child), several).map(([own, all]) => ({ ...own, anyOf: all })),
    fc.tuple(objects(child), child).map(([own, one]) => ({ ...own, allOf: [one] })),
    fc.tuple(objects(child), child).map(([own, one]) => ({ ...own, not: one })),
    tagged(child),
  );
}

function schemas(levels: number): fc.Arbitrary<JsonSchema> {
  if (levels === 0) return plain;
  const child = fc.oneof({ weight: 8, arbitrary: schemas(levels - 1) }, { weight: 1, arbitrary: referenced });
  return fc.oneof(
    { weight: 2, arbitrary: plain },
    { weight: 5, arbitrary: objects(child) },
    { weight: 2, arbitrary: lists(child) },
    { weight: 3, arbitrary: combined(schemas(levels - 1)) },
  );
}

/** Schemas of all understood keywords, with a definition that may refer to itself. */
export const anySchema: fc.Arbitrary<JsonSchema> = fc
  .tuple(schemas(3), objects(fc.oneof(plain, referenced)))
  .map(([schema, { dependentSchemas: _inPlace, ...node }]) =>
    isRecord(schema) ? { ...schema, $defs: { node } } : schema,
  );
