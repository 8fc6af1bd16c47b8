import { parcelSchema } from './contract-tree.test-data.ts';

const text = (more: object): object => ({ description: 'A text.', type: 'string', ...more });
const kind = (value: string, properties: object, more: object = {}): object => ({
  description: 'A kind of crate.',
  type: 'object',
  required: ['kind', ...Object.keys(properties)],
  properties: { kind: text({ const: value }), ...properties },
  ...more,
});

const CONTENT: object = {
  description: 'What is in it.',
  oneOf: [
    kind('book', { pages: { description: 'Pages.', type: 'integer' } }),
    kind('cup', { cracked: { description: 'Whether it is.', type: 'boolean' } }, { additionalProperties: false }),
  ],
};

const PROPERTIES: Readonly<Record<string, object>> = {
  whole: { description: 'A count.', type: 'integer', minimum: -3, exclusiveMaximum: 10 },
  steps: { description: 'A multiple.', type: 'integer', multipleOf: 3 },
  size: { description: 'Metres.', type: 'number', exclusiveMinimum: 0, maximum: 2.5 },
  level: { description: 'A level.', type: 'integer', enum: [1, 2, 3] },
  rate: { description: 'A rate.', type: 'number', enum: [0.5, 1] },
  fragile: { description: 'Whether it breaks.', type: 'boolean' },
  sealed: { description: 'Always.', type: 'boolean', const: true },
  note: { description: 'A note or nothing.', type: ['string', 'null'], maxLength: 3 },
  short: text({ minLength: 1, maxLength: 2 }),
  colour: text({ enum: ['red', 'grün', "men's"] }),
  day: text({ format: 'date' }),
  at: text({ format: 'date-time' }),
  mail: text({ format: 'email' }),
  id: text({ format: 'uuid' }),
  code: text({ pattern: '^[A-Z]{3}$' }),
  spaced: text({ pattern: '^\\S+\\s\\w+$', maxLength: 20 }),
  tags: { description: 'Tags.', type: 'array', minItems: 1, maxItems: 3, uniqueItems: true, items: text({}) },
  weights: {
    description: 'Grams.',
    type: 'array',
    uniqueItems: true,
    items: { description: 'Grams.', type: 'number' },
  },
  sums: {
    description: 'Sums by currency.',
    type: 'object',
    minProperties: 1,
    maxProperties: 2,
    additionalProperties: { description: 'Pennies.', type: 'integer' },
  },
  closed: {
    description: 'Nothing else.',
    type: 'object',
    additionalProperties: false,
    required: ['a/b'],
    properties: { 'a/b': text({}), 'c~d': text({}), from: text({}) },
  },
  content: CONTENT,
  contents: { description: 'What else is in it.', type: 'array', items: CONTENT },
  place: { $ref: '#/$defs/place' },
};

const EXAMPLE = {
  whole: 9,
  steps: 6,
  size: 2.5,
  level: 2,
  rate: 0.5,
  fragile: true,
  sealed: true,
  note: 'ok',
  short: '😀é',
  colour: 'grün',
  day: '2024-02-29',
  at: '2026-01-05T09:30:00+01:00',
  mail: 'ada@example.com',
  id: '6f1f1d5e-2c1b-5f0e-9d4a-0b7f4a3f6c21',
  code: 'GBP',
  spaced: 'ä b',
  tags: ['a', 'b'],
  weights: [1, 2.5],
  sums: { GBP: 1 },
  closed: { 'a/b': 'x', 'c~d': 'y', from: 'z' },
  content: { kind: 'book', pages: 3 },
  contents: [
    { kind: 'cup', cracked: true },
    { kind: 'book', pages: 1 },
  ],
  place: { depot: 'north' },
};

/** Files of a contract that uses all that a schema may say. */
export const EVERY_KEYWORD: Readonly<Record<string, unknown>> = {
  'depots/crate-packed/v1.schema.json': parcelSchema(PROPERTIES, {
    title: 'CratePacked',
    required: Object.keys(PROPERTIES).slice(0, 6),
    $defs: { place: { description: 'Where.', type: 'object', required: ['depot'], properties: { depot: text({}) } } },
  }),
  'depots/crate-packed/v1.example.json': EXAMPLE,
  'depots/crate-packed/fixtures/v1-cup.json': { ...EXAMPLE, content: { kind: 'cup', cracked: false } },
};
