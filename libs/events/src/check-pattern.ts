import { PatternMismatchError } from './errors.ts';

/** What a rule may ask of a field: its kind, or what is inside it. A list has the shape of its entries. */
export type Shape = 'text' | 'number' | 'boolean' | { readonly [field: string]: Shape };

/**
 * Operators by kind of field.
 * Source: docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
const OPERATORS: Readonly<Record<string, readonly string[]>> = {
  text: ['prefix', 'suffix', 'wildcard', 'cidr', 'equals-ignore-case', 'anything-but', 'exists'],
  number: ['numeric', 'anything-but', 'exists'],
  boolean: ['exists'],
};

const LITERALS: Readonly<Record<string, string>> = { text: 'string', number: 'number', boolean: 'boolean' };

/**
 * Checks a rule's pattern against the fields that there are, whatever the compiler was told.
 * @throws {PatternMismatchError} a field that does not exist, or a rule that its kind does not have.
 */
export function checkPattern(pattern: object, shape: Shape, path = ''): void {
  if (typeof shape === 'string') throw new PatternMismatchError(path, 'has nothing inside it');
  for (const [name, rule] of Object.entries(pattern)) {
    if (name === '$or') checkAlternatives(rule, shape, path);
    else checkField(rule, Object.hasOwn(shape, name) ? shape[name] : undefined, `${path}/${name}`);
  }
}

function checkAlternatives(alternatives: unknown, shape: Shape, path: string): void {
  if (!Array.isArray(alternatives) || alternatives.length < 2) {
    throw new PatternMismatchError(`${path}/$or`, 'must list at least two alternatives');
  }
  for (const alternative of alternatives) checkPattern(asObject(alternative, path), shape, path);
}

function checkField(rule: unknown, shape: Shape | undefined, path: string): void {
  if (shape === undefined) throw new PatternMismatchError(path, 'is no field of the event');
  if (typeof shape !== 'string') return checkPattern(asObject(rule, path), shape, path);
  if (!Array.isArray(rule) || rule.length === 0) throw new PatternMismatchError(path, 'must list what it takes');
  for (const each of rule) checkRule(each, shape, path);
}

function checkRule(rule: unknown, kind: string, path: string): void {
  if (typeof rule === LITERALS[kind]) return;
  const operators = typeof rule === 'object' && rule !== null ? Object.keys(rule) : [];
  const isKnown = OPERATORS[kind]?.includes(operators[0] ?? '') === true;
  if (operators.length === 1 && isKnown) return;
  throw new PatternMismatchError(path, `is a ${kind} and knows no rule ${JSON.stringify(rule).slice(0, 100)}`);
}

function asObject(value: unknown, path: string): object {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new PatternMismatchError(path, 'must name the fields inside it');
}
