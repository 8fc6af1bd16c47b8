import { type Change, breaks, changes, object } from './change.ts';

const text = { type: 'string' };
const whole = { type: 'integer' };
const number = { type: 'number' };
const list = (items: unknown, more: Readonly<Record<string, unknown>> = {}) => ({ type: 'array', items, ...more });

/** Changes of bounds of numbers, and of lists. */
export const numberAndListChanges: readonly Change[] = changes([
  ['a least value is lower', { ...whole, minimum: 1 }, { ...whole, minimum: 0 }, 'safe', breaks(0)],
  ['a most value is lower', { ...number, maximum: 10 }, { ...number, maximum: 5 }, breaks(7), 'safe'],
  ['a bound becomes exclusive', { ...number, minimum: 0 }, { ...number, exclusiveMinimum: 0 }, breaks(0), 'safe'],
  [
    'an exclusive bound of whole numbers is written otherwise',
    { ...whole, exclusiveMinimum: 0 },
    { ...whole, minimum: 1 },
    'safe',
    'safe',
  ],
  ['a bound between whole numbers', { ...whole, minimum: 0.5 }, { ...whole, minimum: 1 }, 'safe', 'safe'],
  ['a bound is removed', { ...whole, minimum: 0 }, whole, 'safe', breaks(-1)],
  ['steps divide steps', { ...whole, multipleOf: 6 }, { ...whole, multipleOf: 3 }, 'safe', breaks(3)],
  ['steps do not divide steps', { ...whole, multipleOf: 2 }, { ...whole, multipleOf: 3 }, breaks(2), breaks(3)],
  [
    'two steps make one',
    { allOf: [{ ...whole, multipleOf: 2 }, { multipleOf: 3 }] },
    { ...whole, multipleOf: 6 },
    'safe',
    'safe',
  ],
  ['whole numbers as a step of one', whole, { ...number, multipleOf: 1 }, 'safe', 'safe'],
  [
    'steps that binary numbers cannot hold',
    { ...number, multipleOf: 0.02 },
    { ...number, multipleOf: 0.01 },
    'unclear',
    breaks(0.01),
  ],
  ['bounds that leave listed values', { ...whole, minimum: 1, maximum: 2 }, { enum: [1, 2] }, 'safe', 'safe'],
  ['entries get narrower', list(number), list(whole), breaks([0.5]), 'safe'],
  ['a list may be empty', list(text, { minItems: 1 }), list(text), 'safe', breaks([])],
  ['a list may be longer', list(text, { maxItems: 1 }), list(text, { maxItems: 2 }), 'safe', breaks(['a', 'b'])],
  ['entries may no longer repeat', list(text), list(text, { uniqueItems: true }), breaks(['a', 'a']), 'safe'],
  [
    'a single entry cannot repeat',
    list(text, { maxItems: 1 }),
    list(text, { maxItems: 1, uniqueItems: true }),
    'safe',
    'safe',
  ],
  ['a value becomes a list', text, list(text), breaks(''), breaks([])],
  [
    'a field of entries becomes required',
    object({ lines: list(object({ sku: text })) }),
    object({ lines: list(object({ sku: text }, ['sku'])) }),
    breaks({ lines: [{}] }),
    'safe',
  ],
  [
    'entries by position are narrower',
    { type: 'array', prefixItems: [number, text] },
    { type: 'array', prefixItems: [whole, text] },
    breaks([0.5]),
    'safe',
  ],
  [
    'a pair becomes a list of either',
    { type: 'array', prefixItems: [whole, text], items: false },
    list({ type: ['integer', 'string'] }, { maxItems: 2 }),
    'safe',
    breaks(['a']),
  ],
  [
    'a pair gets a third entry',
    { type: 'array', prefixItems: [whole, whole], items: false },
    { type: 'array', prefixItems: [whole, whole, whole], items: false },
    'safe',
    breaks([1, 2, 3]),
  ],
  ['a list must contain something', list(text), list(text, { contains: { const: 'a' } }), breaks([]), 'safe'],
  [
    'what a list must contain is in every entry',
    list({ const: 'a' }, { minItems: 1 }),
    list({ const: 'a' }, { contains: text }),
    'safe',
    'safe',
  ],
  [
    'a list need no longer contain as many',
    list(text, { contains: { const: 'a' }, minContains: 2 }),
    list(text, { contains: { const: 'a' } }),
    'safe',
    breaks(['a']),
  ],
]);
