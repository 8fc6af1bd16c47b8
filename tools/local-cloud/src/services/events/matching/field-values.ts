import type { Scalar } from './predicate.ts';

/** An element of an array that a value was found under, and the elements further out. */
export interface Membership {
  readonly array: readonly unknown[];
  readonly index: number;
  readonly outer: Membership | undefined;
}

/** A leaf at some path. Elements of arrays are leaves of the array's own path; only objects and arrays inside arrays have a membership. */
export interface FieldValue {
  readonly value: Scalar;
  readonly membership: Membership | undefined;
}

/** What {@link readField} answers when the way to the field leads through an array. */
export const THROUGH_ARRAY: unique symbol = Symbol('through an array');

export const isScalar = (value: unknown): value is Scalar =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** The member of that name; inherited ones are none, except functions, which no reader takes for a value. */
export const readMember = (object: object, name: string): unknown =>
  name === '__proto__' && !Object.hasOwn(object, name)
    ? undefined
    : (object as Readonly<Record<string, unknown>>)[name];

/** The leaf at the path; undefined when there is none, {@link THROUGH_ARRAY} when {@link collectValues} must be asked. */
export function readField(event: unknown, path: readonly string[]): Scalar | undefined | typeof THROUGH_ARRAY {
  let value = event;
  for (const name of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    if (Array.isArray(value)) return THROUGH_ARRAY;
    value = readMember(value, name);
  }
  if (isScalar(value)) return value;
  return Array.isArray(value) ? THROUGH_ARRAY : undefined;
}

interface Search {
  readonly path: readonly string[];
  readonly found: FieldValue[];
}

function collectElements(
  array: readonly unknown[],
  search: Search,
  at: { depth: number; membership: Membership | undefined },
): void {
  const { depth, membership } = at;
  for (const [index, element] of array.entries()) {
    if (isScalar(element)) {
      if (depth === search.path.length) search.found.push({ value: element, membership });
    } else {
      collect(element, search, { depth, membership: { array, index, outer: membership } });
    }
  }
}

function collect(value: unknown, search: Search, at: { depth: number; membership: Membership | undefined }): void {
  if (Array.isArray(value)) return collectElements(value, search, at);
  const { depth, membership } = at;
  const name = search.path[depth];
  if (name === undefined) {
    if (isScalar(value)) search.found.push({ value, membership });
  } else if (typeof value === 'object' && value !== null) {
    collect(readMember(value, name), search, { depth: depth + 1, membership });
  }
}

/** Every leaf at the path, in the event's order. Arrays on the way are looked into at any depth. */
export function collectValues(event: unknown, path: readonly string[]): readonly FieldValue[] {
  const search: Search = { path, found: [] };
  collect(event, search, { depth: 0, membership: undefined });
  return search.found;
}
