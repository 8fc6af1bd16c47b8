import { parseAddressRange } from './address-range.ts';
import { InvalidPatternError } from './invalid-pattern-error.ts';
import { parseNumberRange } from './parse-number-range.ts';
import { foldCase } from './predicate.ts';
import type { Predicate } from './predicate.ts';
import { parseWildcard } from './wildcard.ts';

type Expression = (value: unknown) => Predicate;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function textOf(value: unknown, operator: string): string {
  if (typeof value !== 'string') throw new InvalidPatternError(`${operator} match pattern must be a string`);
  return value;
}

/** The one name and value of `{ "name": value }`. */
function onlyEntry(value: Readonly<Record<string, unknown>>, missing: string): readonly [string, unknown] {
  const [entry, ...more] = Object.entries(value);
  if (entry === undefined) throw new InvalidPatternError(missing);
  if (more.length > 0) throw new InvalidPatternError('Only one key allowed in match expression');
  return entry;
}

/** `prefix` and `suffix` take a string, or `{ "equals-ignore-case": string }`. */
const affix =
  (operator: 'prefix' | 'suffix'): Expression =>
  (value) => {
    if (!isObject(value)) return { kind: operator, text: textOf(value, operator) };
    const title = operator === 'prefix' ? 'Prefix' : 'Suffix';
    const [name, text] = onlyEntry(value, `${title} expression name not found`);
    if (name !== 'equals-ignore-case') throw new InvalidPatternError(`Unsupported ${operator} pattern: ${name}`);
    return { kind: `${operator}-ignore-case`, folded: foldCase(textOf(text, 'equals-ignore-case')) };
  };

const ignoreCase: Expression = (value) => ({
  kind: 'equals-ignore-case',
  folded: foldCase(textOf(value, 'equals-ignore-case')),
});

const wildcard: Expression = (value) => ({ kind: 'wildcard', wildcard: parseWildcard(textOf(value, 'wildcard')) });

function notAffix(value: unknown, kind: 'prefix' | 'suffix'): Predicate {
  if (typeof value !== 'string') throw new InvalidPatternError('prefix/suffix match pattern must be a string');
  if (value === '') throw new InvalidPatternError('Null prefix/suffix not allowed');
  return { kind, text: value };
}

function notIgnoreCase(value: unknown): Predicate {
  if (typeof value === 'string') return ignoreCase(value);
  throw new InvalidPatternError(
    'Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.',
  );
}

const NEGATED: Readonly<Record<string, Expression>> = {
  prefix: (value) => notAffix(value, 'prefix'),
  suffix: (value) => notAffix(value, 'suffix'),
  'equals-ignore-case': notIgnoreCase,
  wildcard,
};

function notAny(value: Readonly<Record<string, unknown>>): Predicate {
  const [name, inner] = onlyEntry(value, 'Anything-But expression name not found');
  const read = Object.hasOwn(NEGATED, name) ? NEGATED[name] : undefined;
  if (read === undefined) throw new InvalidPatternError(`Unsupported anything-but pattern: ${name}`);
  if (!Array.isArray(inner) && typeof inner !== 'string' && typeof inner !== 'number') {
    throw new InvalidPatternError('Value of anything-but must be an array or single string/number value.');
  }
  return { kind: 'not', any: (Array.isArray(inner) ? inner : [inner]).map((each) => read(each)) };
}

function noneOf(values: readonly unknown[]): Predicate {
  const scalars = values.filter((value) => typeof value === 'string' || typeof value === 'number');
  if (scalars.length < values.length) {
    throw new InvalidPatternError('Inside anything but list, start|null|boolean is not supported.');
  }
  if (new Set(scalars.map((value) => typeof value)).size !== 1) {
    throw new InvalidPatternError(
      'Inside anything but list, either all values are number or string, mixed type is not supported',
    );
  }
  return { kind: 'none-of', values: new Set(scalars) };
}

const anythingBut: Expression = (value) => {
  if (isObject(value)) return notAny(value);
  if (Array.isArray(value)) return noneOf(value);
  if (typeof value === 'string' || typeof value === 'number') return noneOf([value]);
  throw new InvalidPatternError('Value of anything-but must be an array or single string/number value.');
};

const EXPRESSIONS: Readonly<Record<string, Expression>> = {
  prefix: affix('prefix'),
  suffix: affix('suffix'),
  'equals-ignore-case': ignoreCase,
  wildcard,
  'anything-but': anythingBut,
  numeric: (value) => {
    if (!Array.isArray(value)) throw new InvalidPatternError('Value of numeric must be an array.');
    return { kind: 'range', ...parseNumberRange(value) };
  },
  cidr: (value) => ({ kind: 'address', range: parseAddressRange(textOf(value, 'prefix')) }),
  exists: (value) => {
    if (typeof value !== 'boolean') {
      throw new InvalidPatternError('exists match pattern must be either true or false.');
    }
    return { kind: value ? 'present' : 'absent' };
  },
};

/**
 * Reads one value of a field's list in a pattern: a scalar, or an object with one operator.
 * @throws {InvalidPatternError} in the words of EventBridge's compiler.
 */
export function parseMatchExpression(value: unknown): Predicate {
  if (Array.isArray(value)) {
    throw new InvalidPatternError('Match value must be String, number, true, false, or null');
  }
  if (!isObject(value)) return { kind: 'equals', value: value as string | number | boolean | null };
  const [name, operand] = onlyEntry(value, 'Match expression name not found');
  const read = Object.hasOwn(EXPRESSIONS, name) ? EXPRESSIONS[name] : undefined;
  if (read === undefined) throw new InvalidPatternError(`Unrecognized match type ${name}`);
  return read(operand);
}
