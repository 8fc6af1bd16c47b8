import { expect, it } from 'vitest';
import type { JsonSchema } from '../sets/json-schema.ts';
import { compareSchemas } from './compare-schemas.ts';
import { fieldSchemas } from './questions.ts';

/** Milliseconds that one comparison may take on a busy machine. */
const PATIENCE = 8000;

function nested(levels: number, inner: JsonSchema): JsonSchema {
  let schema = inner;
  for (let level = 0; level < levels; level += 1) schema = { type: 'object', properties: { a: schema } };
  return schema;
}

function doubling(levels: number, inner: JsonSchema): JsonSchema {
  const steps = Array.from({ length: levels }, (_, level) => [
    `d${level}`,
    { type: 'object', properties: { a: { $ref: `#/$defs/d${level + 1}` }, b: { $ref: `#/$defs/d${level + 1}` } } },
  ]);
  return { $ref: '#/$defs/d0', $defs: { ...Object.fromEntries(steps), [`d${levels}`]: inner } };
}

function wide(count: number, type: string): JsonSchema {
  const field = (_: unknown, index: number): [string, JsonSchema] => [`f${index}`, { type }];
  return { type: 'object', properties: Object.fromEntries(Array.from({ length: count }, field)) };
}

function choices(count: number, inner: string): JsonSchema {
  const one = (_: unknown, index: number): JsonSchema => ({
    anyOf: [{ required: [`a${index}`] }, { required: [`b${index}`], properties: { x: { type: inner } } }],
  });
  return { type: 'object', allOf: Array.from({ length: count }, one) };
}

/** Schemas of which each leads to all: as the same value, or as a field of an alternative of it. */
function mutual(count: number, leaf: string, { inFields }: { readonly inFields: boolean }): JsonSchema {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const other = (index: number): JsonSchema => {
    const reference = { $ref: `#/$defs/d${index}` };
    return inFields ? { type: 'object', required: [`f${index}`], properties: { [`f${index}`]: reference } } : reference;
  };
  const definition = (index: number): JsonSchema => ({
    properties: { [`p${index}`]: { type: leaf } },
    anyOf: [...numbers.map(other), { type: leaf }],
  });
  return {
    type: 'object',
    properties: { a: { $ref: '#/$defs/d0' } },
    $defs: Object.fromEntries(numbers.map((index) => [`d${index}`, definition(index)])),
  };
}

const text = (pattern: string): JsonSchema => ({ type: 'string', pattern });

it.each<[string, JsonSchema, JsonSchema]>([
  ['20,000 levels', nested(20_000, { type: 'integer' }), nested(20_000, { type: 'number' })],
  ['140 levels', nested(140, { type: 'integer' }), nested(140, { type: 'number' })],
  [
    '40 schemas that lead to each other',
    mutual(40, 'integer', { inFields: false }),
    mutual(40, 'string', { inFields: false }),
  ],
  [
    '40 schemas that lead to each other by their fields',
    mutual(40, 'integer', { inFields: true }),
    mutual(40, 'string', { inFields: true }),
  ],
  ['references that double 40 times', doubling(40, { type: 'integer' }), doubling(40, { type: 'string' })],
  ['5,000 fields', wide(5000, 'integer'), wide(5000, 'number')],
  ['2 to the 30th alternatives', choices(30, 'integer'), choices(30, 'string')],
  ['an expression that backtracks without end', { enum: [`${'a'.repeat(60)}!`] }, text('^(a+)+$')],
  ['an expression of a million states', text('^(a|b)*a(a|b){20}$'), text('^(a|b)*b(a|b){20}$')],
  ['repetitions of repetitions', text('^((a{500}){500}){500}$'), text('^a*$')],
  ['a reference to itself', { $ref: '#' }, { allOf: [{ $ref: '#' }] }],
  [
    'references in a circle',
    { $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } } },
    { not: { $ref: '#' } },
  ],
])('answers in bounded time: %s', (_name, before, after) => {
  const started = performance.now();
  const { backward, forward } = compareSchemas(before, after);
  expect(performance.now() - started).toBeLessThan(PATIENCE);
  expect(backward.length + forward.length).toBeGreaterThan(0);
});

it('finds a field among 40 schemas that lead to each other in bounded time', () => {
  const started = performance.now();
  expect(fieldSchemas(mutual(40, 'integer', { inFields: false }), ['a', 'p39'])).toEqual([{ type: 'integer' }]);
  expect(performance.now() - started).toBeLessThan(PATIENCE);
});

it('takes names of prototypes for names', () => {
  const before = JSON.parse(
    '{"type":"object","properties":{"__proto__":{"type":"integer"},"constructor":{"type":"string"}}}',
  ) as JsonSchema;
  const after = JSON.parse(
    '{"type":"object","properties":{"__proto__":{"type":"string"},"constructor":{"type":"string"}}}',
  ) as JsonSchema;
  const { backward, forward } = compareSchemas(before, after);
  expect([...backward, ...forward].map(({ field }) => field)).toEqual(['__proto__', '__proto__']);
});
