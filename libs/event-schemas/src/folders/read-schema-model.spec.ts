import { describe, expect, it } from 'vitest';
import { ContractSourceError } from './contract-source-error.ts';
import { readSchemaModel } from './read-schema-model.ts';
import { validationSchema } from './validation-schema.ts';

const text = { description: 'A text.', type: 'string' };
const count = { description: 'A count.', type: 'integer' };
const objectOf = (properties: object, more: object = {}): object => ({
  description: 'All of it.',
  type: 'object',
  properties,
  ...more,
});
const kindOf = (value: unknown, properties: object = {}): object =>
  objectOf({ kind: { description: 'Which.', type: 'string', const: value }, ...properties }, { required: ['kind'] });

/** What the validator is made from. */
const made = (schema: unknown): unknown => validationSchema(readSchemaModel(schema, 'v1.schema.json'));

function refusalOf(schema: unknown): unknown {
  try {
    return { taken: readSchemaModel(schema, 'v1.schema.json') };
  } catch (error) {
    return error instanceof ContractSourceError ? error.problem : error;
  }
}

describe('a schema that the generator takes', () => {
  it('follows references, whose words stand at the place that refers', () => {
    const schema = objectOf(
      { from: { $ref: '#/$defs/place', description: 'Where from.' }, to: { $ref: '#/$defs/place' } },
      { $defs: { place: objectOf({ city: { $ref: '#/$defs/city' } }), city: text } },
    );
    expect(made(schema)).toEqual(made(objectOf({ from: objectOf({ city: text }), to: objectOf({ city: text }) })));
    const model = readSchemaModel(schema, 'v1.schema.json');
    const words = model.kind === 'object' ? model.fields.map((field) => field.model.description) : [];
    expect(words).toEqual(['Where from.', 'All of it.']);
  });

  it.each([
    ['a type and null', { ...text, type: ['string', 'null'] }],
    ['oneOf a type and null', { description: 'A text.', oneOf: [text, { type: 'null' }] }],
    ['anyOf null and a type', { description: 'A text.', anyOf: [{ type: 'null' }, text] }],
  ])('may be null: %s', (_title, schema) => {
    expect(made(objectOf({ schema }))).toEqual({
      type: 'object',
      properties: { schema: { type: ['string', 'null'] } },
    });
  });

  it('may be null among listed values only when null is listed', () => {
    const listed = (values: readonly unknown[]): unknown => made({ ...text, type: ['string', 'null'], enum: values });
    expect(listed(['a', null])).toEqual({ type: ['string', 'null'], enum: ['a', null] });
    expect(listed(['a'])).toEqual({ type: 'string', enum: ['a'] });
  });

  it('merges the objects of allOf', () => {
    const schema = {
      description: 'Both.',
      allOf: [{ $ref: '#/$defs/one' }, objectOf({ b: count }, { required: ['b'] })],
      properties: { c: text },
      required: ['c'],
      $defs: { one: objectOf({ a: text }, { required: ['a'] }) },
    };
    expect(made(schema)).toEqual(made(objectOf({ a: text, b: count, c: text }, { required: ['a', 'b', 'c'] })));
  });

  it('tells alternatives apart by a required text that has no value twice', () => {
    const schema = { description: 'One of.', oneOf: [kindOf('card', { last4: text }), kindOf('cash')] };
    expect(readSchemaModel(schema, '')).toMatchObject({
      kind: 'alternatives',
      tag: 'kind',
      alternatives: [{ values: ['card'] }, { values: ['cash'] }],
    });
  });

  it('keeps bounds, and leaves words out', () => {
    const sums = { description: 'Sums.', type: 'object', maxProperties: 3, additionalProperties: count };
    const list = { description: 'All.', type: 'array', minItems: 1, uniqueItems: true, items: text, default: [] };
    const rate = {
      description: 'Rate.',
      type: 'number',
      exclusiveMinimum: 0,
      multipleOf: 2,
      enum: [2, 4],
      examples: [2],
    };
    expect(made(objectOf({ sums, list, rate }, { additionalProperties: false }))).toEqual({
      type: 'object',
      additionalProperties: false,
      properties: {
        sums: { type: 'object', maxProperties: 3, additionalProperties: { type: 'integer' } },
        list: { type: 'array', minItems: 1, uniqueItems: true, items: { type: 'string' } },
        rate: { type: 'number', exclusiveMinimum: 0, multipleOf: 2, enum: [2, 4] },
      },
    });
  });
});

const deep = (levels: number): object => {
  let schema: object = text;
  for (let level = 0; level < levels; level += 1) schema = objectOf({ a: schema });
  return schema;
};

/** Each definition refers twice to the next: 2 to the 30th values. */
const DOUBLING = objectOf(
  { a: { $ref: '#/$defs/d0' } },
  {
    $defs: Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [
        `d${index}`,
        index === 29 ? text : objectOf({ l: { $ref: `#/$defs/d${index + 1}` }, r: { $ref: `#/$defs/d${index + 1}` } }),
      ]),
    ),
  },
);

describe('a schema that the generator refuses', () => {
  it.each([
    ['a reference out of the schema', { $ref: 'other.json' }, 'refers to other.json, which is not in its $defs'],
    ['a reference to nothing', { $ref: '#/$defs/gone' }, 'refers to #/$defs/gone, which is not in its $defs'],
    ['a reference to what every object has', { $ref: '#/$defs/toString' }, 'is not in its $defs'],
    ['a bound beside a reference', { $ref: '#/$defs/self', minLength: 1 }, 'uses minLength beside $ref'],
    ['itself inside itself', { $ref: '#/$defs/self' }, 'refers to #/$defs/self inside itself'],
    ['two types', { ...text, type: ['string', 'integer'] }, 'needs one type, or one and null'],
    ['only null', { description: 'Nothing.', type: 'null' }, 'needs a type among object, array, string'],
    ['anyOf of two', { description: 'Any.', anyOf: [text, count] }, 'uses anyOf, which the generator takes for'],
    ['oneOf of what are no objects', { description: 'One.', oneOf: [text, count] }, 'oneOf of what are no objects'],
    [
      'alternatives that nothing tells apart',
      { description: 'One.', oneOf: [kindOf('a'), kindOf('a')] },
      'needs a property that tells its alternatives apart',
    ],
    [
      'something beside alternatives',
      { description: 'One.', oneOf: [kindOf('a'), kindOf('b')], required: ['kind'] },
      'uses required beside oneOf',
    ],
    [
      'alternatives or null',
      { description: 'One.', anyOf: [{ description: 'One.', oneOf: [kindOf('a'), kindOf('b')] }, { type: 'null' }] },
      'leave the field out instead of null',
    ],
    ['allOf of a text', { description: 'All.', allOf: [text] }, 'a part of allOf that is no object'],
    [
      'a property in two parts of allOf',
      { description: 'All.', allOf: [objectOf({ b: text }), objectOf({ b: count })] },
      'describes b in two parts of allOf',
    ],
    ['a map of anything', objectOf({}, { additionalProperties: true }), 'describe the entries by a schema'],
    ['a value that is not of its type', { ...count, enum: [1, 'x'] }, 'lists "x", which is no integer'],
    ['a value twice', { ...count, enum: [1, 1] }, 'lists a value twice'],
    ['an empty enum', { ...text, enum: [] }, 'has an enum that lists nothing'],
    ['a fraction as a step', { ...count, type: 'number', multipleOf: 0.1 }, 'fractions do not divide exactly'],
    [
      'a pattern that a text can stall',
      { ...text, pattern: '^(a+)+$', maxLength: 9 },
      'has a pattern that repeats what',
    ],
    ['a pattern without end on any length', { ...text, pattern: '^a+$' }, 'give it a maxLength of at most 1000'],
    ['not', { ...text, not: { const: 'x' } }, 'uses not, which the generator does not implement for string'],
    ['if', objectOf({}, { if: {} }), 'uses if, which the generator does not implement for object'],
    ['patternProperties', objectOf({}, { patternProperties: {} }), 'uses patternProperties'],
    ['prefixItems', { description: 'All.', type: 'array', items: text, prefixItems: [] }, 'uses prefixItems'],
    ['a value of no words', { type: 'string' }, 'needs a description, with the unit'],
    ['words that are none', { type: 'string', description: 7 }, 'needs a description, with the unit'],
    ['no schema', 7, 'must be an object that describes a value'],
    ['true', true, 'must be an object that describes a value'],
  ])('%s', (_title, schema, problem) => {
    const whole = objectOf({ a: schema }, { $defs: { self: objectOf({ again: { $ref: '#/$defs/self' } }) } });
    const refusal = refusalOf(whole);
    expect(refusal).toMatch(/^\/properties\/a/u);
    expect(refusal).toContain(problem);
  });

  it.each([
    ['a.b', 'has a dot in its name'],
    ['', 'cannot be a field called ""'],
    ['$or', 'cannot be a field called "$or"'],
    ['__proto__', 'cannot be a field called "__proto__"'],
    ['constructor', 'cannot be a field called "constructor"'],
    ['toString', 'cannot be a field called "toString"'],
  ])('a property called %j', (name, problem) => {
    const schema = JSON.parse(
      `{"description":"x","type":"object","properties":{${JSON.stringify(name)}:{}}}`,
    ) as unknown;
    expect(refusalOf(schema)).toContain(problem);
  });

  it.each([
    ['deeper than data may be', deep(40), 'nests deeper than 32 levels'],
    ['20,000 levels deep', deep(20_000), 'nests deeper than 32 levels'],
    ['of more values than there could be code for', DOUBLING, 'is one value too many: a schema may describe 2000'],
    ['with properties that are a list', objectOf([]), 'has properties that are no object'],
    ['with a required that is a text', objectOf({ a: text }, { required: 'a' }), 'has a required that is no list'],
    ['that requires what it has not', objectOf({}, { required: ['toString'] }), 'requires toString, which it does not'],
  ])('%s', (_title, schema, problem) => {
    expect(refusalOf(schema)).toContain(problem);
  });
});
