import { type Change, breaks, changes, object } from './change.ts';

const text = { type: 'string' };
const whole = { type: 'integer' };
const closed = { additionalProperties: false };

/** Changes of which names fields may have, and how many there may be. */
export const nameChanges: readonly Change[] = changes([
  [
    'a map gets narrower values',
    { type: 'object', additionalProperties: { type: 'number' } },
    { type: 'object', additionalProperties: whole },
    breaks({ x: 1.5 }),
    'safe',
  ],
  [
    'fields of other names get narrower values, and may stand in for optional ones',
    object({ a: text }, [], { additionalProperties: { type: 'number' }, maxProperties: 1 }),
    object({ a: text }, [], { additionalProperties: whole, maxProperties: 1 }),
    breaks({ x: 1.5 }),
    'safe',
  ],
  [
    'a map becomes open',
    { type: 'object', additionalProperties: whole },
    { type: 'object' },
    'safe',
    breaks({ x: 'y' }),
  ],
  [
    'a map becomes named fields',
    { type: 'object', additionalProperties: whole },
    object({ x: whole }, [], { additionalProperties: whole }),
    'safe',
    'safe',
  ],
  [
    'names by an expression get narrower values',
    { type: 'object', patternProperties: { '^x-': text }, additionalProperties: false },
    { type: 'object', patternProperties: { '^x-': { ...text, maxLength: 3 } }, additionalProperties: false },
    breaks({ 'x-a': 'long' }),
    'safe',
  ],
  [
    'a wider expression for names',
    { type: 'object', patternProperties: { '^x-a': text }, additionalProperties: false },
    { type: 'object', patternProperties: { '^x-': text }, additionalProperties: false },
    'safe',
    breaks({ 'x-b': '' }),
  ],
  [
    'a named field falls under an expression',
    object({ 'x-a': text }),
    { type: 'object', patternProperties: { '^x-': whole } },
    breaks({ 'x-a': '' }),
    breaks({ 'x-a': 1 }),
  ],
  [
    'names are restricted',
    { type: 'object', additionalProperties: true },
    { type: 'object', propertyNames: { pattern: '^[a-z]+$' } },
    breaks({ A: 1 }),
    'safe',
  ],
  [
    'names are listed, and one more later',
    { type: 'object', propertyNames: { enum: ['a'] }, additionalProperties: whole },
    { type: 'object', propertyNames: { enum: ['a', 'b'] }, additionalProperties: whole },
    'safe',
    breaks({ b: 1 }),
  ],
  [
    'listed names become named fields',
    { type: 'object', propertyNames: { enum: ['a', 'b'] }, additionalProperties: whole },
    object({ a: whole, b: whole }, [], closed),
    'safe',
    'safe',
  ],
  [
    'more fields are wanted',
    { type: 'object', additionalProperties: true, minProperties: 1 },
    { type: 'object', additionalProperties: true, minProperties: 2 },
    breaks({ a: 1 }),
    'safe',
  ],
  [
    'fewer fields are allowed',
    { type: 'object', additionalProperties: true, maxProperties: 3 },
    { type: 'object', additionalProperties: true, maxProperties: 2 },
    breaks({ a: 1, b: 1, c: 1 }),
    'safe',
  ],
  [
    'a least number that required fields reach',
    object({ a: text, b: text }, ['a', 'b']),
    object({ a: text, b: text }, ['a', 'b'], { minProperties: 2 }),
    'safe',
    'safe',
  ],
  [
    'a field comes to need another',
    object({ a: text, b: text }),
    object({ a: text, b: text }, [], { dependentRequired: { a: ['b'] } }),
    breaks({ a: '' }),
    'safe',
  ],
  [
    'what a field needs is required anyway',
    object({ a: text, b: text }, ['b']),
    object({ a: text, b: text }, ['b'], { dependentRequired: { a: ['b'] } }),
    'safe',
    'safe',
  ],
  [
    'a field comes to need another shape',
    object({ a: text, b: text }),
    object({ a: text, b: text }, [], { dependentSchemas: { a: { required: ['b'] } } }),
    breaks({ a: '' }),
    'safe',
  ],
]);
