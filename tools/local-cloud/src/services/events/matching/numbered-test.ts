import type { FieldTest } from './parse-pattern.ts';
import { keyOf } from './value-slot.ts';

/** A test with the number of its field: equal for equal paths. */
export interface NumberedTest extends FieldTest {
  readonly field: number;
}

/** Whether it asks for certain values and nothing else. */
export const isExact = ({ anyOf }: FieldTest): boolean => anyOf.every(({ kind }) => kind === 'equals');

/** Numbers the fields, and takes equal tests of exact values for one: many rules share them, and what is shared stays in the caches. */
export class TestNumbers {
  readonly paths: (readonly string[])[] = [];
  readonly #fields = new Map<string, number>();
  readonly #tests = new Map<string, NumberedTest>();

  numbered(test: FieldTest): NumberedTest {
    const key = JSON.stringify(test.path);
    const field = this.#fields.get(key) ?? this.paths.push(test.path) - 1;
    this.#fields.set(key, field);
    if (!isExact(test)) return { ...test, field };
    const exact = keyOf([field, test.anyOf]);
    const shared = this.#tests.get(exact) ?? { ...test, field };
    this.#tests.set(exact, shared);
    return shared;
  }
}
