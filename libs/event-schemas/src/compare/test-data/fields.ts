import { type Change, breaks, changes, object } from './change.ts';

const text = { type: 'string' };
const whole = { type: 'integer' };
const a = object({ a: text });
const closed = { additionalProperties: false };

/** Changes of which fields there are. */
export const fieldChanges: readonly Change[] = changes([
  ['nothing changes', object({ a: text }, ['a']), object({ a: text }, ['a']), 'safe', 'safe'],
  [
    'only words change',
    { ...object({ a: text }), title: 'A', description: 'x' },
    { ...object({ a: { ...text, description: 'b', examples: ['c'] } }), title: 'B', $comment: 'c', deprecated: true },
    'safe',
    'safe',
  ],
  ['an optional field is added', a, object({ a: text, b: whole }), 'safe', 'safe'],
  ['a required field is added', a, object({ a: text, b: whole }, ['b']), breaks({}), 'safe'],
  ['an optional field is removed', object({ a: text, b: whole }), a, 'safe', 'safe'],
  ['a required field is removed', object({ a: text, b: whole }, ['b']), a, 'safe', breaks({})],
  ['a field becomes required', a, object({ a: text }, ['a']), breaks({}), 'safe'],
  ['a field becomes optional', object({ a: text }, ['a']), a, 'safe', breaks({})],
  ['a field is renamed', object({ a: text }, ['a']), object({ b: text }, ['b']), breaks({ a: '' }), breaks({ b: '' })],
  [
    'a field moves inside another',
    object({ a: text }, ['a']),
    object({ b: object({ a: text }, ['a']) }, ['b']),
    breaks({ a: '' }),
    breaks({ b: { a: '' } }),
  ],
  [
    'required fields change their order',
    object({ a: text, b: text }, ['a', 'b']),
    object({ b: text, a: text }, ['b', 'a']),
    'safe',
    'safe',
  ],
  [
    'a closed reader gets a field',
    object({ a: text }, [], closed),
    object({ a: text, b: text }, [], closed),
    'safe',
    breaks({ b: '' }),
  ],
  [
    'a closed reader loses a field',
    object({ a: text, b: text }, [], closed),
    object({ a: text }, [], closed),
    breaks({ b: '' }),
    'safe',
  ],
  ['an open object is closed', a, object({ a: text }, [], closed), 'safe', 'safe'],
  [
    'an object that says it is open is closed',
    object({ a: text }, [], { additionalProperties: true }),
    object({ a: text }, [], closed),
    breaks({ z: 1 }),
    'safe',
  ],
  [
    'an object begins to say that it is open',
    a,
    object({ a: text }, [], { additionalProperties: true }),
    'safe',
    'safe',
  ],
  [
    'a field is declared in an object that says it is open',
    object({}, [], { additionalProperties: true }),
    object({ a: text }, [], { additionalProperties: true }),
    breaks({ a: 1 }),
    'safe',
  ],
  ['a field is declared in an object without any', { type: 'object' }, a, breaks({ a: 1 }), 'safe'],
  [
    'a nested field becomes required',
    object({ c: object({ mail: text }) }),
    object({ c: object({ mail: text }, ['mail']) }),
    breaks({ c: {} }),
    'safe',
  ],
  [
    'a nested object is closed against what was never declared',
    object({ c: object({ mail: text }) }),
    object({ c: object({ mail: text }, [], closed) }),
    'safe',
    'safe',
  ],
  ['a field that nothing can be', object({ a: text, b: false }), a, 'safe', 'safe'],
  [
    'fields in two parts are put together',
    { allOf: [a, object({ b: whole }, ['b'])] },
    object({ a: text, b: whole }, ['b'], closed),
    'safe',
    'safe',
  ],
  [
    'what is left over is refused',
    { allOf: [a], unevaluatedProperties: false },
    { allOf: [a, object({ b: whole })], unevaluatedProperties: false },
    'safe',
    breaks({ b: 1 }),
  ],
]);
