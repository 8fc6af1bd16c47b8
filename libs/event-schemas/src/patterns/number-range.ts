import { isRecord, numberIn } from '../sets/json-schema.ts';
import type { Term } from './schema-terms.ts';
import { isWhole } from './term-shape.ts';

/** Numbers between two bounds, each inside or outside. */
export interface NumberRange {
  readonly low: number;
  readonly lowOpen: boolean;
  readonly high: number;
  readonly highOpen: boolean;
}

const EVERY_NUMBER: NumberRange = { low: -Infinity, lowOpen: false, high: Infinity, highOpen: false };

const BOUNDS: Readonly<Record<string, (bound: number) => NumberRange>> = {
  '=': (bound) => ({ low: bound, lowOpen: false, high: bound, highOpen: false }),
  '>': (bound) => ({ ...EVERY_NUMBER, low: bound, lowOpen: true }),
  '>=': (bound) => ({ ...EVERY_NUMBER, low: bound }),
  '<': (bound) => ({ ...EVERY_NUMBER, high: bound, highOpen: true }),
  '<=': (bound) => ({ ...EVERY_NUMBER, high: bound }),
};

/** Reads `numeric`: `[">=", 1, "<", 10]`. Undefined when EventBridge would not take it. */
export function readRange(operand: unknown): NumberRange | undefined {
  if (!Array.isArray(operand) || operand.length % 2 !== 0) return undefined;
  const terms = operand as readonly unknown[];
  const ranges = terms
    .filter((_, at) => at % 2 === 0)
    .map((operator, at) => boundOf(String(operator), terms[2 * at + 1]));
  if (ranges.some((range) => range === undefined)) return undefined;
  return ranges.filter((range) => range !== undefined).reduce(common, EVERY_NUMBER);
}

function boundOf(operator: string, bound: unknown): NumberRange | undefined {
  return typeof bound === 'number' && Object.hasOwn(BOUNDS, operator) ? BOUNDS[operator]?.(bound) : undefined;
}

/** What both ranges hold. */
export function common(one: NumberRange, other: NumberRange): NumberRange {
  const low = Math.max(one.low, other.low);
  const high = Math.min(one.high, other.high);
  return {
    low,
    high,
    lowOpen: [one, other].some((range) => range.low === low && range.lowOpen),
    highOpen: [one, other].some((range) => range.high === high && range.highOpen),
  };
}

/** Whether a range holds any number, or any whole one. */
export function hasNumber({ low, lowOpen, high, highOpen }: NumberRange, whole: boolean): boolean {
  const first = whole ? firstWhole(low, lowOpen) : low;
  const firstOpen = lowOpen && first === low;
  return first < high || (first === high && !firstOpen && !highOpen);
}

function firstWhole(low: number, lowOpen: boolean): number {
  return lowOpen && Number.isInteger(low) ? low + 1 : Math.ceil(low);
}

/** Whether a number lies in a range. */
export function holdsNumber(range: NumberRange, value: number): boolean {
  return hasNumber(common(range, { low: value, lowOpen: false, high: value, highOpen: false }), false);
}

/** Numbers that a term's bounds leave. */
export function rangeOf(term: Term): NumberRange {
  return term
    .flatMap((schema) => [
      boundOf('>=', numberIn(schema['minimum'])),
      boundOf('<=', numberIn(schema['maximum'])),
      boundOf('>', numberIn(schema['exclusiveMinimum'])),
      boundOf('<', numberIn(schema['exclusiveMaximum'])),
    ])
    .filter((range) => range !== undefined)
    .reduce(common, EVERY_NUMBER);
}

/** Whether some number of the term lies in the range. */
export function rangeMeets(term: Term, range: NumberRange): boolean {
  return hasNumber(common(rangeOf(term), range), isWhole(term));
}

/** "from 1 to 10", "over 5": after "is". */
export function describeRange({ low, lowOpen, high, highOpen }: NumberRange): string {
  const from = lowOpen ? `over ${low}` : `at least ${low}`;
  const to = highOpen ? `under ${high}` : `at most ${high}`;
  if (low === high) return `exactly ${low}`;
  if (low === -Infinity) return high === Infinity ? '' : to;
  return high === Infinity ? from : `${from} and ${to}`;
}

/** The one operator of a rule and what it is given; undefined for a plain value. */
export function operatorOf(rule: unknown): readonly [string, unknown] | undefined {
  return isRecord(rule) ? (Object.entries(rule)[0] ?? ['', undefined]) : undefined;
}
