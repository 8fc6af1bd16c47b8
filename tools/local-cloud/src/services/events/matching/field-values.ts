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

const isScalar = (value: unknown): value is Scalar =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** The member of that name; inherited ones are none, except functions, which no reader takes for a value. */
const memberOf = (object: object, name: string): unknown =>
  name === '__proto__' && !Object.hasOwn(object, name)
    ? undefined
    : (object as Readonly<Record<string, unknown>>)[name];

/** An object, undefined when there is none at the path, {@link THROUGH_ARRAY} when the way there leads through an array. */
export function readObject(event: unknown, path: readonly string[]): object | undefined | typeof THROUGH_ARRAY {
  let value = event;
  for (const name of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    if (Array.isArray(value)) return THROUGH_ARRAY;
    value = memberOf(value, name);
  }
  if (typeof value !== 'object' || value === null) return undefined;
  return Array.isArray(value) ? THROUGH_ARRAY : value;
}

/** The leaf of that name in an object; {@link THROUGH_ARRAY} when it is an array, undefined when it is an object or missing. */
export function readMember(object: object, name: string): Scalar | undefined | typeof THROUGH_ARRAY {
  const value = memberOf(object, name);
  if (isScalar(value)) return value;
  return Array.isArray(value) ? THROUGH_ARRAY : undefined;
}

/** The leaf at a path of a parent and a name, with the answers of {@link readObject} and {@link readMember}. */
export function readField(event: unknown, parent: readonly string[], name: string): ReturnType<typeof readMember> {
  const object = readObject(event, parent);
  return typeof object === 'object' ? readMember(object, name) : object;
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
    collect(memberOf(value, name), search, { depth: depth + 1, membership });
  }
}

/** Every leaf at the path, in the event's order. Arrays on the way are looked into at any depth. */
export function collectValues(event: unknown, path: readonly string[]): readonly FieldValue[] {
  const search: Search = { path, found: [] };
  collect(event, search, { depth: 0, membership: undefined });
  return search.found;
}
