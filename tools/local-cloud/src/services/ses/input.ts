import type { Json } from '../../core/aws-error.ts';
import { validationError } from './errors.ts';

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A text member, when given. */
export function optionalText(input: Json, name: string): string | undefined {
  const value = input[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** @throws {AwsError} ValidationError. */
export function text(input: Json, name: string): string {
  const value = optionalText(input, name);
  if (value === undefined)
    throw validationError(
      `1 validation error detected: Value null at '${name.charAt(0).toLowerCase()}${name.slice(1)}' failed to satisfy constraint: Member must not be null`,
    );
  return value;
}

/** A whole number, when given; the query protocol writes it as text. */
export function optionalNumber(input: Json, name: string): number | undefined {
  const value = input[name];
  if (value === undefined || value === '') return undefined;
  const number = Number(value);
  if (!Number.isInteger(number)) throw validationError(`${name} must be a whole number.`);
  return number;
}

/** True or false, absent is `fallback`. */
export const flag = (input: Json, name: string, fallback: boolean): boolean =>
  input[name] === undefined ? fallback : String(input[name] as string | boolean) === 'true';

export function texts(input: Json, name: string): readonly string[] {
  const value = input[name];
  return Array.isArray(value) ? value.map(String) : [];
}

export function structure(input: Json, name: string): Json {
  const value = input[name];
  return isObject(value) ? value : {};
}

export function structures(input: Json, name: string): readonly Json[] {
  const value = input[name];
  return Array.isArray(value) ? value.filter(isObject) : [];
}
