import type { AttributeValue, Item } from './item.ts';

/** Numbers that are their own normal form: whole ones of up to 37 digits, and short decimals without a last zero. */
const PLAIN_NUMBER = /^(?:0|-?[1-9]\d{0,36}|-?(?:0|[1-9]\d{0,14})\.\d{0,14}[1-9])$/u;

/** Deepest nesting of an attribute. docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const MAX_DEPTH = 32;

/** Room that a copy may take before its true size has to be counted: well under DynamoDB's 400 KB. */
const EASY_CHARACTERS = 100_000;
/** Counted for each value beside its text. */
const VALUE_OVERHEAD = 8;

/** What has been copied so far. */
interface Budget {
  characters: number;
}

type Copy = (value: unknown, budget: Budget, depth: number) => unknown;

function copyText(value: unknown, budget: Budget): string | undefined {
  if (typeof value !== 'string') return undefined;
  budget.characters += value.length * 3;
  return value;
}

function copyNumber(value: unknown, budget: Budget): string | undefined {
  const text = copyText(value, budget);
  return text !== undefined && PLAIN_NUMBER.test(text) ? text : undefined;
}

function copyBinary(value: unknown, budget: Budget): string | undefined {
  const text = copyText(value, budget);
  return text !== undefined && text.length % 4 === 0 && Buffer.from(text, 'base64').toString('base64') === text
    ? text
    : undefined;
}

const copySet =
  (copyMember: Copy): Copy =>
  (value, budget, depth) => {
    if (!Array.isArray(value) || value.length === 0 || new Set(value).size !== value.length) return undefined;
    const members = value.map((member) => copyMember(member, budget, depth));
    return members.includes(undefined) ? undefined : members;
  };

const copyList: Copy = (value, budget, depth) => {
  if (!Array.isArray(value)) return undefined;
  const values: AttributeValue[] = [];
  for (const member of value) {
    const copied = copyValue(member, budget, depth + 1);
    if (copied === undefined) return undefined;
    values.push(copied);
  }
  return values;
};

/** How each type is copied; `undefined` for a value that is not plainly right. Binary sets are left to the engine. */
const COPIES: Readonly<Record<string, Copy>> = {
  S: copyText,
  N: copyNumber,
  B: copyBinary,
  BOOL: (value) => (typeof value === 'boolean' ? value : undefined),
  NULL: (value) => (value === true ? value : undefined),
  SS: copySet(copyText),
  NS: copySet(copyNumber),
  L: copyList,
  M: (value, budget, depth) => copyAttributes(value, budget, depth + 1),
};

/** The one type of an attribute value; empty when it has none or several. */
function typeOf(value: object): string {
  const types = Object.keys(value);
  return types.length === 1 ? (types[0] ?? '') : '';
}

function copyValue(value: unknown, budget: Budget, depth: number): AttributeValue | undefined {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return undefined;
  const type = typeOf(value);
  if (!Object.hasOwn(COPIES, type)) return undefined;
  const copied = COPIES[type]?.((value as AttributeValue)[type], budget, depth);
  budget.characters += VALUE_OVERHEAD;
  return copied === undefined ? undefined : { [type]: copied };
}

function copyAttributes(value: unknown, budget: Budget, depth: number): Item | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const item: Record<string, AttributeValue> = {};
  for (const name of Object.keys(value)) {
    const copied = name === '__proto__' ? undefined : copyValue((value as Item)[name], budget, depth);
    if (copied === undefined) return undefined;
    budget.characters += name.length * 3;
    item[name] = copied;
  }
  return item;
}

/**
 * A copy of attributes that are right beyond doubt and small; undefined for all others, which the engine's own validation has
 * to judge.
 */
export function copyItem(value: unknown): Item | undefined {
  const budget: Budget = { characters: 0 };
  const item = copyAttributes(value, budget, 1);
  return budget.characters > EASY_CHARACTERS ? undefined : item;
}

/** JSON levels of one level of attributes: the map or list, and its type. */
const JSON_LEVELS = 2;

/** JSON levels around the attributes of a batch: tables, requests, items. */
export const LEVELS_AROUND = 8;

/** True when attributes nest deeper than DynamoDB allows below so many levels of other things; walks level by level, since the nesting may be any depth. */
export function isTooDeep(attributes: unknown, levelsAround = 0): boolean {
  let level: readonly unknown[] = [attributes];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > (MAX_DEPTH + 1) * JSON_LEVELS + levelsAround) return true;
    level = level.flatMap((node) => (typeof node === 'object' && node !== null ? Object.values(node as object) : []));
  }
  return false;
}
