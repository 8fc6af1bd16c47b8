import { type Change, breaks, changes, object } from './change.ts';

const text = { type: 'string' };
const whole = { type: 'integer' };
const number = { type: 'number' };
const nothing = { type: 'null' };
const kind = (tag: string, key: string, schema: unknown = text) =>
  object({ kind: { const: tag }, [key]: schema as boolean }, ['kind', key]);
const closed = (schema: Readonly<Record<string, unknown>>) => ({ ...schema, additionalProperties: false });
const card = kind('card', 'number');
const cash = kind('cash', 'till');
const gift = kind('gift', 'code');
const node = (value: unknown, more: readonly string[] = []) => ({
  $ref: '#/$defs/node',
  $defs: { node: object({ value: value as boolean, next: { $ref: '#/$defs/node' } }, more) },
});
const tree = (value: unknown) => object({ value: value as boolean, children: { type: 'array', items: { $ref: '#' } } });

/** Changes of alternatives, conditions and references. */
export const unionChanges: readonly Change[] = changes([
  ['alternatives change their order', { oneOf: [card, cash] }, { oneOf: [cash, card] }, 'safe', 'safe'],
  [
    'an alternative is added',
    { oneOf: [card, cash] },
    { oneOf: [card, cash, gift] },
    'safe',
    breaks({ kind: 'gift', code: '' }),
  ],
  ['an alternative is removed', { oneOf: [card, cash] }, { oneOf: [card] }, breaks({ kind: 'cash', till: '' }), 'safe'],
  [
    'an alternative gets a narrower field',
    { oneOf: [card, cash] },
    { oneOf: [card, kind('cash', 'till', { ...text, maxLength: 1 })] },
    breaks({ kind: 'cash', till: 'ab' }),
    'safe',
  ],
  [
    'an alternative gets an optional field',
    { oneOf: [card, cash] },
    { oneOf: [card, object({ kind: { const: 'cash' }, till: text, at: text }, ['kind', 'till'])] },
    'safe',
    'safe',
  ],
  [
    'an alternative needs another field',
    { oneOf: [card, cash] },
    { oneOf: [card, object({ kind: { const: 'cash' }, till: text, at: text }, ['kind', 'till', 'at'])] },
    breaks({ kind: 'cash', till: '' }),
    'safe',
  ],
  [
    'a tag is renamed',
    { oneOf: [card, cash] },
    { oneOf: [card, kind('coins', 'till')] },
    breaks({ kind: 'cash', till: '' }),
    breaks({ kind: 'coins', till: '' }),
  ],
  ['exactly one becomes at least one', { oneOf: [card, cash] }, { anyOf: [card, cash] }, 'safe', 'safe'],
  [
    'one object becomes alternatives by its tag',
    object({ kind: { enum: ['card', 'cash'] }, at: text }, ['kind']),
    {
      oneOf: [
        object({ kind: { const: 'card' }, at: text }, ['kind']),
        object({ kind: { const: 'cash' }, at: text }, ['kind']),
      ],
    },
    'safe',
    'safe',
  ],
  [
    'an optional field becomes alternatives',
    object({ a: { type: ['string', 'integer'] } }),
    object({ a: { oneOf: [text, whole] } }),
    'safe',
    'safe',
  ],
  [
    'alternatives of types get one more',
    { anyOf: [text, whole] },
    { anyOf: [text, whole, nothing] },
    'safe',
    breaks(null),
  ],
  ['alternatives that overlap', number, { oneOf: [number, whole] }, breaks(1), 'safe'],
  [
    'alternatives of listed values are put together',
    { anyOf: [{ const: 'a' }, { const: 'b' }] },
    { enum: ['a', 'b'] },
    'safe',
    'safe',
  ],
  [
    'alternatives by a listed tag',
    { oneOf: [object({ kind: { enum: ['a', 'b'] } }, ['kind']), object({ kind: { const: 'c' } }, ['kind'])] },
    object({ kind: { enum: ['a', 'b', 'c'] } }, ['kind']),
    'safe',
    'safe',
  ],
  [
    'alternatives of closed objects',
    {
      oneOf: [closed(kind('x', 'a')), closed(kind('y', 'b'))],
    },
    { oneOf: [kind('y', 'b'), kind('x', 'a')] },
    'safe',
    'safe',
  ],
  [
    'all parts are put together',
    { allOf: [{ ...whole, minimum: 0 }, { maximum: 9 }] },
    { ...whole, minimum: 0, maximum: 9 },
    'safe',
    'safe',
  ],
  ['a part is added', { allOf: [text] }, { allOf: [text, { minLength: 1 }] }, breaks(''), 'safe'],
  ['a value is refused', text, { ...text, not: { const: 'x' } }, breaks('x'), 'safe'],
  ['what is refused never was', { ...text, minLength: 2 }, { ...text, not: { const: 'x' } }, 'safe', breaks('y')],
  [
    'a condition is added',
    object({ a: text, b: text }),
    object({ a: text, b: text }, [], { if: { required: ['a'] }, then: { required: ['b'] } }),
    breaks({ a: '' }),
    'safe',
  ],
  [
    'a condition that always holds',
    object({ a: text, b: text }, ['a', 'b']),
    object({ a: text, b: text }, ['a', 'b'], { if: { required: ['a'] }, then: { required: ['b'] } }),
    'safe',
    'safe',
  ],
  [
    'conditions by a tag stay',
    object({ kind: { enum: ['x', 'y'] }, a: text }, ['kind'], {
      if: { properties: { kind: { const: 'x' } } },
      then: { required: ['a'] },
    }),
    object({ kind: { enum: ['x', 'y'] }, a: text, b: text }, ['kind'], {
      if: { properties: { kind: { const: 'x' } } },
      then: { required: ['a'] },
    }),
    'safe',
    'safe',
  ],
  [
    'a definition is put in place',
    { $ref: '#/$defs/money', $defs: { money: object({ minor: whole }, ['minor']) } },
    object({ minor: whole }, ['minor']),
    'safe',
    'safe',
  ],
  [
    'a definition is renamed',
    { ...object({ a: { $ref: '#/$defs/x' } }), $defs: { x: whole } },
    { ...object({ a: { $ref: '#/$defs/y' } }), $defs: { y: whole } },
    'safe',
    'safe',
  ],
  [
    'a definition is widened',
    { ...object({ a: { $ref: '#/$defs/x' } }), $defs: { x: whole } },
    { ...object({ a: { $ref: '#/$defs/x' } }), $defs: { x: number } },
    'safe',
    breaks({ a: 0.5 }),
  ],
  [
    'a definition by its anchor',
    { ...object({ a: { $ref: '#x' } }), $defs: { one: { $anchor: 'x', ...whole } } },
    object({ a: whole }),
    'safe',
    'safe',
  ],
  ['a chain is widened', node(whole), node(number), 'safe', breaks({ next: { value: 0.5 } })],
  ['every link of a chain needs a value', node(whole), node(whole, ['value']), breaks({ next: {} }), 'safe'],
  ['a tree is widened', tree(whole), tree(number), 'safe', breaks({ children: [{ value: 0.5 }] })],
  ['a schema that nothing keeps', { ...text, minLength: 3, maxLength: 2 }, whole, 'safe', breaks(1)],
  ['a required field that nothing can be', object({ a: false }, ['a']), whole, 'safe', breaks(1)],
]);
