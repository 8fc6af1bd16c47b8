import { InvalidPatternError } from './invalid-pattern-error.ts';
import { parseMatchExpression } from './parse-match-expression.ts';
import type { Predicate } from './predicate.ts';
import { refuseTooComplex } from './wildcard-complexity.ts';

/** A field of a pattern and what its value may be: any of these. */
export interface FieldTest {
  /** Names from the event's root to the field. */
  readonly path: readonly string[];
  readonly anyOf: readonly Predicate[];
}

/** Tests that must all hold. Sorted by dotted path, the order in which EventBridge's matcher takes them. */
export type Conjunction = readonly FieldTest[];

/** A pattern matches when any of its conjunctions does. Without `$or` there is one. */
export type EventPattern = readonly Conjunction[];

type Fields = ReadonlyMap<string, FieldTest>;

interface Place {
  readonly path: readonly string[];
  readonly insideOr: boolean;
}

/** docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-complex-example-or */
const MAX_COMBINATIONS = 1_000;

/** Names that an object inside `$or` cannot use for a field; it would be mistaken for an operator. */
const RESERVED_INSIDE_OR: ReadonlySet<string> = new Set(
  [
    'exactly equals-ignore-case prefix suffix anything-but exists wildcard numeric cidr = < <= > >=',
    'regex not-wildcard not-equals-ignore-case ip-address-in-range ip-address-not-in-range',
    'date-after date-on-or-after date-before date-on-or-before in-date-range',
  ].flatMap((names) => names.split(' ')),
);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parseAlternatives(value: unknown, rules: readonly Fields[], { path }: Place): readonly Fields[] {
  if (!Array.isArray(value)) throw new InvalidPatternError('It must be an Array followed with $or.');
  const parsed = value.flatMap((alternative: unknown) => {
    if (!isObject(alternative)) {
      throw new InvalidPatternError('Only JSON object is allowed in array of $or relationship.');
    }
    return parseObject(alternative, rules, { path, insideOr: true });
  });
  if (value.length < 2) throw new InvalidPatternError('There must have at least 2 Objects in $or relationship.');
  if (parsed.length > MAX_COMBINATIONS) {
    throw new InvalidPatternError(`Pattern has ${parsed.length} $or combinations, more than ${MAX_COMBINATIONS}`);
  }
  return parsed;
}

function parseField(values: readonly unknown[], rules: readonly Fields[], path: readonly string[]): readonly Fields[] {
  if (values.length === 0) throw new InvalidPatternError('Empty arrays are not allowed');
  const test: FieldTest = { path, anyOf: values.map((value) => parseMatchExpression(value)) };
  return rules.map((fields) => new Map(fields).set(JSON.stringify(path), test));
}

function parseMember(entry: readonly [string, unknown], rules: readonly Fields[], place: Place): readonly Fields[] {
  const [name, value] = entry;
  if (name === '$or') return parseAlternatives(value, rules, place);
  if (place.insideOr && RESERVED_INSIDE_OR.has(name)) {
    throw new InvalidPatternError(`${name} is Ruler reserved fieldName which cannot be used inside $or.`);
  }
  const path = [...place.path, name];
  if (Array.isArray(value)) return parseField(value, rules, path);
  if (isObject(value)) return parseObject(value, rules, { ...place, path });
  throw new InvalidPatternError(`"${name}" must be an object or an array`);
}

function parseObject(
  value: Readonly<Record<string, unknown>>,
  rules: readonly Fields[],
  place: Place,
): readonly Fields[] {
  const entries = Object.entries(value);
  if (entries.length === 0) throw new InvalidPatternError('Empty objects are not allowed');
  return entries.reduce((sofar, entry) => parseMember(entry, sofar, place), rules);
}

const dotted = (test: FieldTest): string => test.path.join('.');

const byName = (one: FieldTest, other: FieldTest): number => {
  const [left, right] = [dotted(one), dotted(other)];
  if (left === right) return 0;
  return left < right ? -1 : 1;
};

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InvalidPatternError((cause as Error).message);
  }
}

/**
 * Reads an event pattern. docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 * @throws {InvalidPatternError} in the words of EventBridge's compiler.
 */
export function parsePattern(text: string): EventPattern {
  const json = parseJson(text);
  if (!isObject(json)) throw new InvalidPatternError('Filter is not an object');
  const rules = parseObject(json, [new Map()], { path: [], insideOr: false });
  const pattern = rules.map((fields) => [...fields.values()].sort(byName));
  refuseTooComplex(pattern);
  return pattern;
}
