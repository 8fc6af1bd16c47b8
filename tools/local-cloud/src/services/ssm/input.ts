import { AwsError, NotImplementedLocallyError } from '../../core/aws-error.ts';
import type { Json } from '../../core/aws-error.ts';

/** AWS's words for a request that breaks the API's own constraints. */
export const validationError = (message: string): AwsError => new AwsError('ValidationException', message);

/** @throws {NotImplementedLocallyError} the input carries a member that AWS honours and this service does not. */
export function refuseMembers(operation: string, input: Json, members: readonly string[]): void {
  const found = members.find((member) => input[member] !== undefined);
  if (found !== undefined) throw new NotImplementedLocallyError(`ssm:${operation} parameter ${found}`);
}

export function requiredText(input: Json, member: string): string {
  const value = input[member];
  if (typeof value === 'string' && value !== '') return value;
  const shown = value === undefined ? 'null' : `'${JSON.stringify(value)}'`;
  const name = member.charAt(0).toLowerCase() + member.slice(1);
  throw validationError(
    `1 validation error detected: Value ${shown} at '${name}' failed to satisfy constraint: Member must not be null`,
  );
}

export function optionalText(input: Json, member: string): string | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw new AwsError('SerializationException', `${member} is not a string.`);
  return value;
}

export function textList(input: Json, member: string): readonly string[] {
  const value = input[member] ?? [];
  if (!Array.isArray(value) || value.some((item) => typeof item !== 'string'))
    throw new AwsError('SerializationException', `${member} is not a list of strings.`);
  return value as readonly string[];
}

/** A list of structures. @throws {AwsError} `SerializationException`. */
export function structureList(value: unknown): readonly Json[] {
  const list = value ?? [];
  if (Array.isArray(list) && list.every((item: unknown) => typeof item === 'object' && item !== null))
    return list as readonly Json[];
  throw new AwsError('SerializationException', 'Start of list found where not expected.');
}

function readTag({ Key: key, Value: value }: Json): readonly [string, string] {
  if (typeof key === 'string' && key !== '' && typeof value === 'string') return [key, value];
  throw validationError(
    "1 validation error detected: Value null at 'tags.1.member.key' failed to satisfy constraint: Member must not be null",
  );
}

/** Tags as the API sends them, `[{ Key, Value }]`. */
export const readTags = (value: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(structureList(value).map(readTag));

function pageSize(input: Json, limit: number): number {
  const size = typeof input['MaxResults'] === 'number' ? input['MaxResults'] : limit;
  if (size >= 1 && size <= limit) return size;
  const bound = size < 1 ? 'greater than or equal to 1' : `less than or equal to ${limit}`;
  throw validationError(
    `1 validation error detected: Value '${size}' at 'maxResults' failed to satisfy constraint: Member must have value ${bound}`,
  );
}

export interface Page<T> {
  readonly page: readonly T[];
  /** `{ NextToken }` when there is more. */
  readonly next: Json;
}

/**
 * One page of `items`; the token is the position to go on from.
 * @throws {AwsError} `InvalidNextToken`, `ValidationException`.
 */
export function pageOf<T>(items: readonly T[], input: Json, limit: number): Page<T> {
  const token = optionalText(input, 'NextToken');
  const from = token === undefined ? 0 : Number(token);
  if (!Number.isInteger(from) || from < 0) throw new AwsError('InvalidNextToken', 'The specified token is not valid.');
  const end = from + pageSize(input, limit);
  return { page: items.slice(from, end), next: end < items.length ? { NextToken: String(end) } : {} };
}
