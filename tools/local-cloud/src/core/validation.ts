import { AwsError, NotImplementedLocallyError } from './aws-error.ts';
import type { Json } from './aws-error.ts';

/** What AWS's API model says of a member, as data. `refused` members are AWS's own that the local cloud does not honour. */
export type Shape =
  | {
      readonly kind: 'text';
      readonly min?: number;
      readonly max?: number;
      readonly pattern?: RegExp;
      readonly oneOf?: readonly string[];
    }
  | { readonly kind: 'number'; readonly min?: number; readonly max?: number }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'time' }
  | { readonly kind: 'map' }
  | { readonly kind: 'list'; readonly of: Shape; readonly min?: number; readonly max?: number }
  | { readonly kind: 'object'; readonly members: Members }
  | { readonly kind: 'refused' };

export type Members = Readonly<Record<string, Shape & { readonly required?: true }>>;

interface Place {
  readonly operation: string;
  /** As AWS names it in its messages: `targets.1.member.id`. */
  readonly path: string;
  readonly problems: string[];
}

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

const within = (place: Place, name: string): Place => ({
  ...place,
  path: place.path === '' ? name : `${place.path}.${name}`,
});

function fail(place: Place, value: unknown, constraint: string): void {
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  place.problems.push(`Value '${shown}' at '${place.path}' failed to satisfy constraint: ${constraint}`);
}

function checkBounds(
  size: number,
  bounds: { min?: number; max?: number; what: 'length' | 'value' },
  report: (constraint: string) => void,
): void {
  const { min, max, what } = bounds;
  if (min !== undefined && size < min) report(`Member must have ${what} greater than or equal to ${min}`);
  if (max !== undefined && size > max) report(`Member must have ${what} less than or equal to ${max}`);
}

const wrongType = (place: Place, kind: string): AwsError =>
  new AwsError('SerializationException', `The member '${place.path}' of ${place.operation} must be a ${kind}.`);

function checkText(value: unknown, shape: Extract<Shape, { kind: 'text' }>, place: Place): void {
  if (typeof value !== 'string') throw wrongType(place, 'string');
  checkBounds(value.length, { ...shape, what: 'length' }, (constraint) => fail(place, value, constraint));
  if (shape.pattern !== undefined && !shape.pattern.test(value)) {
    fail(place, value, `Member must satisfy regular expression pattern: ${shape.pattern.source.slice(1, -1)}`);
  }
  if (shape.oneOf !== undefined && !shape.oneOf.includes(value)) {
    fail(place, value, `Member must satisfy enum value set: [${shape.oneOf.join(', ')}]`);
  }
}

function checkList(value: unknown, shape: Extract<Shape, { kind: 'list' }>, place: Place): void {
  if (!Array.isArray(value)) throw wrongType(place, 'list');
  checkBounds(value.length, { ...shape, what: 'length' }, (constraint) => fail(place, value, constraint));
  value.forEach((item, index) => checkValue(item, shape.of, within(place, `${index + 1}.member`)));
}

function requireType(value: unknown, type: 'number' | 'boolean', place: Place): void {
  if (typeof value !== type) throw wrongType(place, type);
}

function requireObject(value: unknown, place: Place): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrongType(place, 'structure');
  return value as Json;
}

type Checks = {
  readonly [Kind in Shape['kind']]: (value: unknown, shape: Extract<Shape, { kind: Kind }>, place: Place) => void;
};

const CHECKS: Checks = {
  text: checkText,
  list: checkList,
  refused: (_value, _shape, place) => {
    throw new NotImplementedLocallyError(`${place.operation} parameter ${place.path}`);
  },
  number: (value, shape, place) => {
    requireType(value, 'number', place);
    checkBounds(Number(value), { ...shape, what: 'value' }, (constraint) => fail(place, value, constraint));
  },
  boolean: (value, _shape, place) => requireType(value, 'boolean', place),
  time: (value, _shape, place) => {
    if (timeOf(value) === undefined) throw wrongType(place, 'timestamp');
  },
  map: (value, _shape, place) => void requireObject(value, place),
  object: (value, shape, place) => checkMembers(requireObject(value, place), shape.members, place),
};

function checkValue(value: unknown, shape: Shape, place: Place): void {
  const check = CHECKS[shape.kind] as (value: unknown, shape: Shape, place: Place) => void;
  check(value, shape, place);
}

function checkMembers(input: Json, members: Members, place: Place): void {
  for (const name of Object.keys(input)) {
    if (input[name] !== undefined && !Object.hasOwn(members, name)) {
      throw new AwsError(
        'ValidationException',
        `Unknown parameter in ${place.operation}: "${within(place, name).path}"`,
      );
    }
  }
  for (const [name, member] of Object.entries(members)) {
    const here = within(place, lowerFirst(name));
    const value = input[name];
    if (value !== undefined && value !== null) checkValue(value, member, here);
    else if (member.required === true) {
      place.problems.push(`Value null at '${here.path}' failed to satisfy constraint: Member must not be null`);
    }
  }
}

/** Epoch milliseconds of a timestamp member: epoch seconds, an ISO 8601 text or a Date. Undefined when it is none. */
export function timeOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value * 1_000;
  const time = typeof value === 'string' || value instanceof Date ? new Date(value).getTime() : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

/**
 * Checks an input against its members.
 * @throws {AwsError} `ValidationException` listing every problem, in AWS's words; `SerializationException` for a wrong type.
 * @throws {NotImplementedLocallyError} a member that AWS honours and the local cloud does not.
 */
export function validate(operation: string, input: Json, members: Members): void {
  const problems: string[] = [];
  checkMembers(input, members, { operation, path: '', problems });
  if (problems.length === 0) return;
  const count = problems.length === 1 ? '1 validation error' : `${problems.length} validation errors`;
  throw new AwsError('ValidationException', `${count} detected: ${problems.join('; ')}`);
}
