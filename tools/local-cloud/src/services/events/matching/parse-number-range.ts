import { InvalidPatternError } from './invalid-pattern-error.ts';
import type { NumberRange } from './predicate.ts';

const isLower = (operator: unknown): operator is '>' | '>=' => operator === '>' || operator === '>=';
const isUpper = (operator: unknown): operator is '<' | '<=' => operator === '<' || operator === '<=';

function boundOf(value: unknown, operator: string): number {
  if (typeof value !== 'number') throw new InvalidPatternError(`Value of ${operator} must be numeric`);
  return value;
}

function upperBound(terms: readonly unknown[], lower: Pick<NumberRange, 'low' | 'lowOpen'>): NumberRange {
  const [operator, value, ...rest] = terms;
  if (typeof operator !== 'string') throw new InvalidPatternError(`Bad value in numeric range: ${String(operator)}`);
  if (!isUpper(operator)) throw new InvalidPatternError(`Bad numeric range operator: ${operator}`);
  const high = boundOf(value, operator);
  if (rest.length > 0) throw new InvalidPatternError('Too many terms in numeric range expression');
  const { low, lowOpen } = lower;
  if (low >= high) throw new InvalidPatternError('Bottom must be less than top');
  return { low, lowOpen, high, highOpen: operator === '<' };
}

function pointRange(terms: readonly unknown[]): NumberRange {
  if (typeof terms[1] !== 'number') throw new InvalidPatternError('Value of equals must be numeric');
  if (terms.length > 2) throw new InvalidPatternError('Too many elements in numeric expression');
  return { low: terms[1], lowOpen: false, high: terms[1], highOpen: false };
}

/**
 * Reads `["=", n]`, `["<", n]`, `[">=", n]` or a lower and an upper bound in this order.
 * @throws {InvalidPatternError} in the words of EventBridge's compiler.
 */
export function parseNumberRange(terms: readonly unknown[]): NumberRange {
  const [operator] = terms;
  if (typeof operator !== 'string') {
    throw new InvalidPatternError(`Invalid member in numeric match: ${terms.length === 0 ? ']' : String(operator)}`);
  }
  if (operator === '=') return pointRange(terms);
  if (isUpper(operator)) {
    const high = boundOf(terms[1], operator);
    if (terms.length > 2) throw new InvalidPatternError('Too many elements in numeric expression');
    return { low: Number.NEGATIVE_INFINITY, lowOpen: false, high, highOpen: operator === '<' };
  }
  if (!isLower(operator)) throw new InvalidPatternError(`Unrecognized numeric range operator: ${operator}`);
  const lower = { low: boundOf(terms[1], operator), lowOpen: operator === '>' };
  if (terms.length === 2) return { ...lower, high: Number.POSITIVE_INFINITY, highOpen: false };
  return upperBound(terms.slice(2), lower);
}
