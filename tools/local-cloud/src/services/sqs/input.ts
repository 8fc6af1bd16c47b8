import { AwsError, type Json } from '../../core/aws-error.ts';
import { invalidParameterValue, missingParameter } from './errors.ts';

const malformed = (name: string): AwsError =>
  new AwsError('SerializationException', `The value of ${name} has the wrong type.`);

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A text member, when given. */
export function optionalText(input: Json, name: string): string | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw malformed(name);
  return value;
}

/** @throws {AwsError} MissingParameter. */
export function text(input: Json, name: string): string {
  const value = optionalText(input, name);
  if (value === undefined || value === '') throw missingParameter(name);
  return value;
}

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** A whole number, when given. @throws {AwsError} InvalidParameterValue outside the range. */
export function optionalInteger(input: Json, name: string, { min, max }: Range): number | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isInteger(number)) throw malformed(name);
  if (number < min || number > max)
    throw invalidParameterValue(name, number, `Must be >= ${min} and <= ${max}, if provided.`);
  return number;
}

/** @throws {AwsError} MissingParameter, or InvalidParameterValue outside the range. */
export function integer(input: Json, name: string, range: Range): number {
  const value = optionalInteger(input, name, range);
  if (value === undefined) throw missingParameter(name);
  return value;
}

/** A list of texts; empty when absent. */
export function texts(input: Json, name: string): readonly string[] {
  const value = input[name];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || value.some((item) => typeof item !== 'string')) throw malformed(name);
  return value as readonly string[];
}

/** A list of structures; empty when absent. */
export function structures(input: Json, name: string): readonly Json[] {
  const value = input[name];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || !value.every(isObject)) throw malformed(name);
  return value;
}

/** A map or structure; empty when absent. */
export function structure(input: Json, name: string): Json {
  const value = input[name];
  if (value === undefined || value === null) return {};
  if (!isObject(value)) throw malformed(name);
  return value;
}

/** A map of texts; empty when absent. */
export function textMap(input: Json, name: string): Readonly<Record<string, string>> {
  const map = structure(input, name);
  if (Object.values(map).some((value) => typeof value !== 'string')) throw malformed(name);
  return map as Readonly<Record<string, string>>;
}
