import { collectValues, readField, THROUGH_ARRAY } from './field-values.ts';
import type { FieldValue, Membership } from './field-values.ts';
import type { Conjunction, EventPattern, FieldTest } from './parse-pattern.ts';
import { testAny } from './test-value.ts';

interface Field {
  readonly test: FieldTest;
  readonly values: readonly FieldValue[];
  /**
   * For arrays that all values are in: the values by element, so that a choice in a long array does not look at all of it again.
   */
  readonly byElement: ReadonlyMap<readonly unknown[], ReadonlyMap<number, readonly FieldValue[]>>;
  /** Arrays whose element the fields after this one may still have to agree on. */
  readonly arraysAhead: ReadonlySet<readonly unknown[]>;
}

export const acceptsAbsence = (test: FieldTest): boolean => test.anyOf.some(({ kind }) => kind === 'absent');

function indexIn(membership: Membership | undefined, array: readonly unknown[]): number | undefined {
  for (let each = membership; each !== undefined; each = each.outer) if (each.array === array) return each.index;
  return undefined;
}

/** Both together, or undefined when they are in different elements of one array. */
function agree(chosen: Membership | undefined, next: Membership | undefined): Membership | undefined | false {
  let merged = chosen;
  for (let each = next; each !== undefined; each = each.outer) {
    const index = indexIn(chosen, each.array);
    if (index === undefined) merged = { array: each.array, index: each.index, outer: merged };
    else if (index !== each.index) return false;
  }
  return merged;
}

function groupByElement(values: readonly FieldValue[]): Field['byElement'] {
  const groups = new Map<readonly unknown[], Map<number, FieldValue[]>>();
  for (const value of values) {
    for (let { membership: each } = value; each !== undefined; each = each.outer) {
      const elements = groups.get(each.array) ?? new Map<number, FieldValue[]>();
      const inside = elements.get(each.index) ?? [];
      inside.push(value);
      groups.set(each.array, elements.set(each.index, inside));
    }
  }
  return groups;
}

const countIn = (elements: ReadonlyMap<number, readonly FieldValue[]>): number =>
  [...elements.values()].reduce((sum, inside) => sum + inside.length, 0);

function prepareFields(tests: Conjunction, event: unknown): readonly Field[] {
  const ahead = new Set<readonly unknown[]>();
  const fields: Field[] = [];
  for (const test of tests.toReversed()) {
    const values = collectValues(event, test.path);
    const groups = groupByElement(values);
    const shared = [...groups].filter(([, elements]) => countIn(elements) === values.length);
    fields.push({ test, values, byElement: new Map(shared), arraysAhead: new Set(ahead) });
    for (const array of groups.keys()) ahead.add(array);
  }
  return fields.reverse();
}

/** The values that may agree with what is chosen: those of the element with the fewest, all when no array is shared. */
function valuesBeside(field: Field, chosen: Membership | undefined): readonly FieldValue[] {
  let fewest = field.values;
  for (let each = chosen; each !== undefined; each = each.outer) {
    const elements = field.byElement.get(each.array);
    const inside = elements?.get(each.index)?.length ?? 0;
    if (elements !== undefined && inside < fewest.length) fewest = elements.get(each.index) ?? [];
  }
  return fewest;
}

/** What of a choice the fields ahead can notice; equal ones need not be tried twice. */
function noticed(membership: Membership | undefined, field: Field, ids: Map<readonly unknown[], number>): string {
  const parts: string[] = [];
  for (let each = membership; each; each = each.outer) {
    if (!field.arraysAhead.has(each.array)) continue;
    const id = ids.get(each.array) ?? ids.size;
    ids.set(each.array, id);
    parts.push(`${id}:${each.index}`);
  }
  return parts.sort().join();
}

/** The choices that are worth following, and whether the field is there at all beside what is chosen so far. */
function choicesAt(
  field: Field,
  chosen: Membership | undefined,
): { present: boolean; next: readonly (Membership | undefined)[] } {
  const next = new Map<string, Membership | undefined>();
  const ids = new Map<readonly unknown[], number>();
  let present = false;
  for (const { value, membership } of valuesBeside(field, chosen)) {
    const together = agree(chosen, membership);
    if (together === false) continue;
    present = true;
    if (testAny(field.test.anyOf, value)) next.set(noticed(together, field, ids), together);
  }
  return { present, next: [...next.values()] };
}

function matchFrom(fields: readonly Field[], at: number, chosen: Membership | undefined): boolean {
  const field = fields[at];
  if (field === undefined) return true;
  const { present, next } = choicesAt(field, chosen);
  if (!present) return acceptsAbsence(field.test) && matchFrom(fields, at + 1, chosen);
  return next.some((choice) => matchFrom(fields, at + 1, choice));
}

/** A conjunction in two orders: of its names, and the one in which it is likely to fail first. */
export interface OrderedTests {
  readonly tests: Conjunction;
  readonly untestedFirst: Conjunction;
}

/**
 * Whether all tests hold for the event, with values that are in the same element of every array they share.
 * Through arrays, fields are taken in the order of their names, as EventBridge's matcher does: a field that must not exist is
 * looked for in the elements chosen so far.
 */
export function matchesCandidate({ tests, untestedFirst }: OrderedTests, event: unknown): boolean {
  for (const test of untestedFirst) {
    const value = readField(event, test.path);
    if (value === THROUGH_ARRAY) return matchFrom(prepareFields(tests, event), 0, undefined);
    if (value === undefined ? !acceptsAbsence(test) : !testAny(test.anyOf, value)) return false;
  }
  return true;
}

/** Whether one pattern matches one event (already parsed). For many patterns at once use `makeRuleMatcher`. */
export const matchesPattern = (pattern: EventPattern, event: unknown): boolean =>
  pattern.some((tests) => matchesCandidate({ tests, untestedFirst: tests }, event));
