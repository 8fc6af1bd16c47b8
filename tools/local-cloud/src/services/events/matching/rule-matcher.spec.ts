import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePattern } from './parse-pattern.ts';
import { makeRuleMatcher } from './rule-matcher.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
type Fields = Readonly<Record<string, readonly Json[]>>;

interface Leaf {
  readonly name: string;
  readonly value: Json;
  /** Index by array, for every array that an object on the way was an element of. */
  readonly place: ReadonlyMap<number, number>;
}

const isObject = (value: Json): value is { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every `$or` written out: one flat list of fields per combination. */
function combinations(pattern: { readonly [name: string]: Json }, prefix = ''): readonly Fields[] {
  let all: readonly Fields[] = [{}];
  for (const [name, value] of Object.entries(pattern)) {
    const ways =
      name === '$or'
        ? (value as readonly { readonly [name: string]: Json }[]).flatMap((each) => combinations(each, prefix))
        : isObject(value)
          ? combinations(value, `${prefix}${name}.`)
          : [{ [`${prefix}${name}`]: value as readonly Json[] }];
    all = all.flatMap((fields) => ways.map((way) => ({ ...fields, ...way })));
  }
  return all;
}

function leavesOf(event: Json): readonly Leaf[] {
  const leaves: Leaf[] = [];
  let arrays = 0;
  const walk = (value: Json, name: string, place: ReadonlyMap<number, number>): void => {
    if (Array.isArray(value)) {
      const array = arrays++;
      value.forEach((element: Json, index) => {
        const nested = typeof element === 'object' && element !== null;
        walk(element, name, nested ? new Map(place).set(array, index) : place);
      });
    } else if (isObject(value)) {
      for (const [key, member] of Object.entries(value)) walk(member, name === '' ? key : `${name}.${key}`, place);
    } else leaves.push({ name, value, place });
  };
  walk(event, '', new Map());
  return leaves;
}

const bitsOfV6 = (text: string): string => {
  const [head = '', tail] = text.split('::');
  const [left, right] = [head, tail ?? ''].map((part) => part.split(':').filter((group) => group !== ''));
  const middle = tail === undefined ? [] : Array<string>(8 - (left?.length ?? 0) - (right?.length ?? 0)).fill('0');
  return [...(left ?? []), ...middle, ...(right ?? [])]
    .map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0'))
    .join('');
};
const bitsOf = (text: string): string =>
  text.includes(':')
    ? bitsOfV6(text)
    : text
        .split('.')
        .map((part) => Number(part).toString(2).padStart(8, '0'))
        .join('');

function inRange(cidr: string, text: string): boolean {
  const [ip = '', mask = '0'] = cidr.split('/');
  if (!/^(\d+\.){3}\d+$|^[0-9a-f]*:[0-9a-f:]*$/u.test(text) || text.includes(':') !== ip.includes(':')) return false;
  return bitsOf(text).slice(0, Number(mask)) === bitsOf(ip).slice(0, Number(mask));
}

const regexOf = (wildcard: string): RegExp =>
  new RegExp(
    `^${wildcard.replaceAll(/\\([*\\])|\*|[^*\\]/gsu, (part, escaped?: string) => (part === '*' ? '.*' : (escaped ?? part).replaceAll(/[.+?^${}()|[\]\\*/]/gu, String.raw`\$&`)))}$`,
    'su',
  );

const compare: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

const affix = (operand: Json, text: string, has: (value: string, part: string) => boolean): boolean =>
  isObject(operand)
    ? has(text.toLowerCase(), String(operand['equals-ignore-case']).toLowerCase())
    : has(text, String(operand));

function holdsForText(operator: string, operand: Json, text: string): boolean {
  if (operator === 'prefix') return affix(operand, text, (value, part) => value.startsWith(part));
  if (operator === 'suffix') return affix(operand, text, (value, part) => value.endsWith(part));
  if (operator === 'equals-ignore-case') return text.toLowerCase() === String(operand).toLowerCase();
  if (operator === 'wildcard') return regexOf(String(operand)).test(text);
  return operator === 'cidr' && inRange(String(operand), text);
}

function anythingBut(operand: Json, value: Json): boolean {
  if (!isObject(operand)) return !([operand].flat() as readonly Json[]).includes(value);
  return Object.entries(operand).every(
    ([operator, values]) => ![values].flat().some((each) => holds({ [operator]: each as Json }, value)),
  );
}

function holds(alternative: Json, value: Json): boolean {
  if (!isObject(alternative)) return alternative === value;
  const [[operator, operand] = ['', null]] = Object.entries(alternative);
  if (operator === 'exists') return operand === true;
  if (operator === 'anything-but') return anythingBut(operand, value);
  if (operator !== 'numeric') return typeof value === 'string' && holdsForText(operator, operand, value);
  const terms = operand as readonly (string | number)[];
  return terms.every(
    (term, at) => at % 2 === 1 || (typeof value === 'number' && compare[term]?.(value, Number(terms[at + 1])) === true),
  );
}

/** As event-ruler documents it, by trying every choice of values. */
function matchesNaively(fields: Fields, leaves: readonly Leaf[]): boolean {
  const names = Object.keys(fields).sort();
  const from = (at: number, place: ReadonlyMap<number, number>): boolean => {
    const name = names[at];
    if (name === undefined) return true;
    const here = leaves.filter(
      (leaf) => leaf.name === name && [...leaf.place].every(([array, index]) => (place.get(array) ?? index) === index),
    );
    const alternatives = fields[name] ?? [];
    if (here.length === 0)
      return alternatives.some((each) => isObject(each) && each['exists'] === false) && from(at + 1, place);
    return here.some(
      (leaf) =>
        alternatives.some((each) => holds(each, leaf.value)) && from(at + 1, new Map([...place, ...leaf.place])),
    );
  };
  return from(0, new Map());
}

const text = fc.constantFrom(
  'ab',
  'aB',
  'abc',
  'b',
  '',
  'a',
  'cab',
  '10.0.0.1',
  '10.0.1.7',
  '2001:db8::1',
  'a*b',
  String.raw`a\b`,
);
const number = fc.constantFrom(-1, 0, 1, 1.5, 2, 300);
const scalar = fc.oneof(text, number, fc.boolean(), fc.constant(null));
const wildcard = fc.constantFrom('*', 'a*', '*b', 'a*b', '*a*', 'ab', String.raw`a\*b`, String.raw`a\\*`, 'a*b*c');
const some = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | T[]> =>
  fc.oneof(values, fc.array(values, { minLength: 1, maxLength: 3 }));
const part = fc.constantFrom('a', 'b', 'ab', 'B', '10.', '1');
const range = fc.oneof(
  fc.tuple(fc.constantFrom('=', '<', '<=', '>', '>='), number),
  fc.tuple(
    fc.constantFrom('>', '>='),
    fc.constantFrom(-1, 0, 1),
    fc.constantFrom('<', '<='),
    fc.constantFrom(1.5, 2, 300),
  ),
);
const operator: fc.Arbitrary<Json> = fc.oneof(
  fc.oneof(part, fc.record({ 'equals-ignore-case': part })).map((prefix) => ({ prefix })),
  fc.oneof(part, fc.record({ 'equals-ignore-case': part })).map((suffix) => ({ suffix })),
  text.map((value) => ({ 'equals-ignore-case': value })),
  wildcard.map((value) => ({ wildcard: value })),
  range.map((value) => ({ numeric: value })),
  fc.constantFrom('10.0.0.0/24', '10.0.0.0/8', '0.0.0.0/0', '2001:db8::/32', '::/0').map((value) => ({ cidr: value })),
  fc.boolean().map((value) => ({ exists: value })),
  fc.oneof(some(text), some(number)).map((value) => ({ 'anything-but': value })),
  some(part).map((prefix) => ({ 'anything-but': { prefix } })),
  some(part).map((suffix) => ({ 'anything-but': { suffix } })),
  some(text).map((value) => ({ 'anything-but': { 'equals-ignore-case': value } })),
  some(wildcard).map((value) => ({ 'anything-but': { wildcard: value } })),
);
const name = fc.constantFrom('a', 'b', 'b', 'c', 'd');
const alternatives = fc.array(fc.oneof(scalar, operator), { minLength: 1, maxLength: 2 });
const { fields } = fc.letrec<{ fields: { [name: string]: Json }; member: Json }>((tie) => ({
  member: fc.oneof({ maxDepth: 2 }, { weight: 6, arbitrary: alternatives }, { weight: 1, arbitrary: tie('fields') }),
  fields: fc.dictionary(name, tie('member'), { minKeys: 1, maxKeys: 2 }),
}));
const or = fc.array(fields, { minLength: 2, maxLength: 3 });
const pattern: fc.Arbitrary<{ readonly [name: string]: Json }> = fc.oneof(
  { weight: 4, arbitrary: fields },
  { weight: 1, arbitrary: fc.tuple(fields, or).map(([rest, $or]) => ({ ...rest, $or })) },
  { weight: 1, arbitrary: fc.tuple(fields, or, or).map(([rest, $or, inner]) => ({ ...rest, d: { $or: inner }, $or })) },
);
const { event } = fc.letrec<{ event: { [name: string]: Json }; value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    { weight: 12, arbitrary: scalar },
    { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
    { weight: 3, arbitrary: tie('event') },
  ),
  event: fc.dictionary(name, tie('value'), { maxKeys: 4 }),
}));

describe('makeRuleMatcher', () => {
  it('agrees with trying every choice, for any rules and events', () => {
    fc.assert(
      fc.property(
        fc.array(pattern, { minLength: 20, maxLength: 60 }),
        fc.array(event, { minLength: 1, maxLength: 5 }),
        (patterns, events) => {
          const matcher = makeRuleMatcher(
            patterns.map((each, id) => ({ id, pattern: parsePattern(JSON.stringify(each)) })),
          );
          for (const each of events) {
            const leaves = leavesOf(each);
            const expected = patterns.flatMap((one, id) =>
              combinations(one).some((fields) => matchesNaively(fields, leaves)) ? [id] : [],
            );
            expect(
              matcher
                .match(each)
                .map(({ id }) => id)
                .sort((one, other) => one - other),
            ).toEqual(expected);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('names a rule once, however many elements and alternatives match', () => {
    const rules = [{ pattern: parsePattern('{"$or":[{"a":["x",{"prefix":"x"}]},{"a":[{"exists":true}]}]}') }];
    expect(makeRuleMatcher(rules).match({ a: ['x', 'x', 'xy'] })).toHaveLength(1);
  });

  it('takes inherited members for absent ones', () => {
    const rules = ['__proto__', 'constructor', 'toString'].map((field) => ({
      pattern: parsePattern(`{"${field}":[{"exists":true}]}`),
    }));
    expect(makeRuleMatcher(rules).match(JSON.parse('{}'))).toEqual([]);
    expect(makeRuleMatcher(rules).match(JSON.parse('{"__proto__":1,"constructor":2}'))).toHaveLength(2);
  });
});
