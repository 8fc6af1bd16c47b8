import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '../sets/json-schema.ts';
import { checkRulePattern } from './check-rule-pattern.ts';
import { envelope } from './shop-events.test-data.ts';

const text: JsonSchema = { type: 'string' };
const holding = (...names: readonly string[]): JsonSchema => ({
  type: 'object',
  properties: Object.fromEntries(names.map((name) => [name, text])),
});
const namedAfter = (letter: string): readonly JsonSchema[] =>
  Array.from({ length: 15 }, (_, at) => holding(`${letter}${at}`));
const address = { $defs: { address: { $anchor: 'address', ...Object(holding('city')) } } };

/** Problems of a rule on the data of an event that has one schema. */
function problemsOf(data: object, schema: JsonSchema): readonly string[] {
  const pattern = { source: ['shop'], 'detail-type': ['Moved'], detail: { data } };
  const events = [{ source: 'shop', type: 'Moved', versions: [{ version: 1, schema }] }];
  return checkRulePattern(pattern, events, envelope).map(({ clause, problem }) => `${clause}: ${problem}`);
}

describe('a field that a schema speaks of in a roundabout way', () => {
  const when = (more: object): JsonSchema => ({ ...Object(holding('kind')), ...more });
  const cases: readonly (readonly [string, JsonSchema])[] = [
    ['under a condition', when({ if: { properties: { kind: { const: 'a' } } }, then: holding('city') })],
    ['in the condition itself', when({ if: holding('city'), then: holding('street') })],
    ['where a condition does not hold', when({ if: holding('kind'), else: { allOf: [holding('city')] } })],
    ['when another field is there', when({ dependentSchemas: { kind: holding('city') } })],
    ['by requiring it only', when({ required: ['city'] })],
    ['by a condition that requires it', when({ if: holding('kind'), then: { required: ['city'] } })],
    ['at an anchor', { type: 'object', $ref: '#address', ...address }],
    ['at an anchor, beside others', { allOf: [holding('street'), { $ref: '#address' }], ...address }],
    ['as what nothing else evaluates', when({ unevaluatedProperties: text })],
    ['by a keyword that is not known', when({ $dynamicRef: '#address', ...address })],
    ['by spelling out whole objects', { type: 'object', enum: [{ city: 'York' }, { city: 'Ely' }] }],
  ];

  it.each(cases)('may be asked for: %s', (_says, schema) => expect(problemsOf({ city: ['York'] }, schema)).toEqual([]));

  it('may be asked for in one of more combinations of alternatives than are told apart', () => {
    const schema = { type: 'object', allOf: [{ oneOf: namedAfter('a') }, { oneOf: namedAfter('b') }] };
    expect(problemsOf({ a14: ['x'], b14: ['x'] }, schema)).toEqual([]);
  });

  it.each([
    ['a condition on other fields', when({ if: holding('kind'), then: holding('street') })],
    ['no other fields', when({ unevaluatedProperties: false })],
  ])('is told where there is none, with %s', (_says, schema) =>
    expect(problemsOf({ city: ['York'] }, schema)).toEqual([
      'detail.data.city: there is no field data.city (Moved version 1)',
    ]),
  );

  it('is told where what nothing else evaluates is of another kind', () => {
    expect(problemsOf({ city: [5] }, when({ unevaluatedProperties: text }))).toEqual([
      'detail.data.city: 5 is a number, and the field holds texts (Moved version 1)',
    ]);
  });
});

describe('a pattern that is known at deployment only', () => {
  const events = [{ source: 'shop', type: 'Moved', versions: [{ version: 1, schema: holding('city') }] }];
  const either = { 'Fn::If': ['IsProduction', { source: ['shop'] }, { source: ['other'] }] };

  it.each([
    ['as a whole', either],
    ['in one alternative', { $or: [either, { source: ['shop'], detail: { version: [7] } }] }],
  ])('is taken to match %s', (_says, pattern) => expect(checkRulePattern(pattern, events, envelope)).toEqual([]));
});

describe('a field that is called $or', () => {
  it('is a field where the list holds values', () => {
    expect(problemsOf({ $or: ['x'] }, holding('$or'))).toEqual([]);
    expect(problemsOf({ $or: ['x'] }, holding('city'))).toEqual([
      'detail.data.$or: there is no field data.$or (Moved version 1)',
    ]);
  });
});
