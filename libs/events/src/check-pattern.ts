import { PatternMismatchError } from './errors.ts';
import { fieldIn, type FieldsShape, type Kind, kindsIn, objectsIn, type Shape } from './shape.ts';

/**
 * Operators by kind of field.
 * Source: docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
const OPERATORS: Readonly<Record<Kind, readonly string[]>> = {
  text: ['prefix', 'suffix', 'wildcard', 'cidr', 'equals-ignore-case', 'anything-but', 'exists'],
  number: ['numeric', 'anything-but', 'exists'],
  boolean: ['exists'],
  null: ['exists'],
};

const TYPES: Readonly<Record<Exclude<Kind, 'null'>, string>> = { text: 'string', number: 'number', boolean: 'boolean' };

/**
 * Checks a rule's pattern against the fields that there are, whatever the compiler was told. Where data may be one of
 * several objects, the pattern must fit one of them: no event is two.
 * @throws {PatternMismatchError} a field that does not exist, or a rule that its kind does not have.
 */
export function checkPattern(pattern: object, shape: Shape, path = ''): void {
  const objects = objectsIn(shape);
  if (objects.length === 0) throw new PatternMismatchError(path, 'has nothing inside it');
  const mismatches = objects.map((fields) => mismatchIn(pattern, fields, path));
  const mismatch = mismatches[0];
  if (mismatch !== undefined && mismatches.every((each) => each !== undefined)) throw mismatch;
}

function mismatchIn(pattern: object, fields: FieldsShape, path: string): PatternMismatchError | undefined {
  try {
    for (const [name, rule] of Object.entries(pattern)) {
      if (name === '$or') checkAlternatives(rule, fields, path);
      else checkField(rule, fieldIn(fields, name), `${path}/${name}`);
    }
    return undefined;
  } catch (error) {
    if (error instanceof PatternMismatchError) return error;
    throw error;
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
  const kinds = kindsIn(shape);
  if (Array.isArray(rule) ? kinds.length === 0 : objectsIn(shape).length > 0) {
    return checkPattern(asObject(rule, path), shape, path);
  }
  if (!Array.isArray(rule) || rule.length === 0) throw new PatternMismatchError(path, 'must list what it takes');
  for (const each of rule) checkRule(each, kinds, path);
}

function checkRule(rule: unknown, kinds: readonly Kind[], path: string): void {
  if (kinds.some((kind) => isRuleOf(kind, rule))) return;
  const words = `is a ${kinds.join(' or ')} and knows no rule ${JSON.stringify(rule).slice(0, 100)}`;
  throw new PatternMismatchError(path, words);
}

function isRuleOf(kind: Kind, rule: unknown): boolean {
  if (kind === 'null' ? rule === null : typeof rule === TYPES[kind]) return true;
  const operators = typeof rule === 'object' && rule !== null ? Object.keys(rule) : [];
  return operators.length === 1 && OPERATORS[kind].includes(operators[0] ?? '');
}

function asObject(value: unknown, path: string): object {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new PatternMismatchError(path, 'must name the fields inside it');
}
