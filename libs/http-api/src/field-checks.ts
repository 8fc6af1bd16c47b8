import type { FieldProblem } from './problem.ts';

export interface TextRule {
  /** In UTF-16 code units. */
  readonly maxLength: number;
  readonly pattern?: RegExp;
  /** What the pattern asks for, in words, such as `an ISO 4217 code`. */
  readonly form?: string;
}

export interface IntegerRule {
  readonly min: number;
  readonly max: number;
}

/** More problems than anyone reads; beyond them only "there are more" would follow. */
const MAX_PROBLEMS = 20;

/**
 * Reads fields of an untrusted body and collects what is wrong with them. A field that fails is read as an empty
 * value: nothing read counts until `problems` has been seen to be empty.
 */
export class FieldChecks {
  readonly #problems: FieldProblem[] = [];

  get problems(): readonly FieldProblem[] {
    return this.#problems;
  }

  /** Notes a problem at a JSON Pointer into the body, such as `/lines/0/sku`. */
  refuse(pointer: string, detail: string): void {
    if (this.#problems.length < MAX_PROBLEMS) this.#problems.push({ pointer: `#${pointer}`, detail });
  }

  object(pointer: string, value: unknown): Readonly<Record<string, unknown>> {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
    this.refuse(pointer, 'must be an object');
    return {};
  }

  list(pointer: string, value: unknown, { min, max }: IntegerRule): readonly unknown[] {
    if (Array.isArray(value) && value.length >= min && value.length <= max) return value;
    this.refuse(pointer, `must be a list of ${min} to ${max} entries`);
    return [];
  }

  text(pointer: string, value: unknown, rule: TextRule): string {
    const problem = textProblem(value, rule);
    if (problem === undefined) return String(value);
    this.refuse(pointer, problem);
    return '';
  }

  integer(pointer: string, value: unknown, { min, max }: IntegerRule): number {
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max) return value;
    this.refuse(pointer, `must be a whole number from ${min} to ${max}`);
    return 0;
  }
}

function textProblem(value: unknown, { maxLength, pattern, form }: TextRule): string | undefined {
  if (typeof value !== 'string') return 'must be a text';
  if (value.trim() === '') return 'must not be empty';
  if (value.length > maxLength) return `must have at most ${maxLength} characters`;
  return pattern === undefined || pattern.test(value) ? undefined : `must be ${form ?? 'in the right form'}`;
}
