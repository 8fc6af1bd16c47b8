import { isRecord } from '../sets/json-schema.ts';
import { operatorOf } from './number-range.ts';
import { isIntrinsic } from './pattern-fields.ts';
import { notTextRule, textRule } from './text-rules.ts';

/** What an `anything-but` leaves out. */
export interface Exclusion {
  readonly covers: (value: unknown) => boolean;
  /** The texts that are left, where they can be spelled out. */
  readonly rest: RegExp | undefined;
}

/** Reads what `anything-but` names; undefined where it cannot be told. */
export function exclusionOf(operand: unknown): Exclusion | undefined {
  if (isIntrinsic(operand)) return undefined;
  const [operator, inner] = operatorOf(operand) ?? ['equals', operand];
  const named: readonly unknown[] = Array.isArray(inner) ? inner : [inner];
  return operator === 'equals' ? exactly(named) : byRule(operator, named);
}

function exactly(values: readonly unknown[]): Exclusion | undefined {
  if (values.some((value) => isRecord(value))) return undefined;
  return { covers: (value) => values.includes(value), rest: restOf('equals', values) };
}

function byRule(operator: string, texts: readonly unknown[]): Exclusion | undefined {
  const rules = texts.map((text) => textRule(operator, text));
  if (rules.some((rule) => rule === undefined)) return undefined;
  return {
    covers: (value) => typeof value === 'string' && rules.some((rule) => rule?.language.test(value) === true),
    rest: restOf(operator, texts),
  };
}

function restOf(operator: string, texts: readonly unknown[]): RegExp | undefined {
  const [text, ...more] = texts;
  return typeof text === 'string' && more.length === 0 && text !== '' ? notTextRule(operator, text) : undefined;
}
