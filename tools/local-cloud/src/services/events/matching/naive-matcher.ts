/**
 * Event patterns matched in the plainest way, straight from their JSON and by trying every choice of values: what the indexed
 * matcher must agree with. It shares no code with it. github.com/aws/event-ruler#json-array-matching
 */

/** Any JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
/** Flat fields of one combination: dotted name → alternatives. */
export type Fields = Readonly<Record<string, readonly Json[]>>;

/** A value of an event with its dotted name. */
export interface Leaf {
  readonly name: string;
  readonly value: Json;
  /** Index by array, for every array that an object on the way was an element of. */
  readonly place: ReadonlyMap<number, number>;
}

const isObject = (value: Json): value is { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every `$or` written out: one flat list of fields per combination. */
export function combinations(pattern: { readonly [name: string]: Json }, prefix = ''): readonly Fields[] {
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

/** All leaves of an event, arrays crushed out. */
export function leavesOf(event: Json): readonly Leaf[] {
  const leaves: Leaf[] = [];
  let arrays = 0;
  const walkArray = (elements: readonly Json[], name: string, place: ReadonlyMap<number, number>): void => {
    const array = arrays++;
    elements.forEach((element, index) => {
      const nested = typeof element === 'object' && element !== null;
      walk(element, name, nested ? new Map(place).set(array, index) : place);
    });
  };
  const walk = (value: Json, name: string, place: ReadonlyMap<number, number>): void => {
    if (Array.isArray(value)) walkArray(value as readonly Json[], name, place);
    else if (!isObject(value)) leaves.push({ name, value, place });
    else for (const [key, member] of Object.entries(value)) walk(member, name === '' ? key : `${name}.${key}`, place);
  };
  walk(event, '', new Map());
  return leaves;
}

const groupsOf = (part: string): readonly string[] => part.split(':').filter((group) => group !== '');

function bitsOfV6(text: string): string {
  const [head = '', tail = ''] = text.split('::');
  const [left, right] = [groupsOf(head), groupsOf(tail)];
  const zeros = Array<string>(8 - left.length - right.length).fill('0');
  return [...left, ...zeros, ...right]
    .map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0'))
    .join('');
}

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
    ? has(text.toLowerCase(), (operand['equals-ignore-case'] as string).toLowerCase())
    : has(text, operand as string);

function holdsForText(operator: string, operand: Json, text: string): boolean {
  if (operator === 'prefix') return affix(operand, text, (value, part) => value.startsWith(part));
  if (operator === 'suffix') return affix(operand, text, (value, part) => value.endsWith(part));
  if (operator === 'equals-ignore-case') return text.toLowerCase() === (operand as string).toLowerCase();
  if (operator === 'wildcard') return regexOf(operand as string).test(text);
  return operator === 'cidr' && inRange(operand as string, text);
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

/** Whether the fields match, by trying every choice of values. */
export function matchesNaively(fields: Fields, leaves: readonly Leaf[]): boolean {
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
