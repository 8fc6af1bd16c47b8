import { NotImplementedLocallyError, type Json } from '../../core/aws-error.ts';
import { invalidParameter } from './errors.ts';

/** @throws {NotImplementedLocallyError} naming the first member that is given and not honoured. */
export function honourOnly(operation: string, input: Json, members: readonly string[]): void {
  for (const [member, value] of Object.entries(input)) {
    if (value === undefined || value === null || members.includes(member)) continue;
    throw new NotImplementedLocallyError(`logs:${operation} parameter ${member}`);
  }
}

const missing = (member: string): Error =>
  invalidParameter(
    `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
  );

export function optionalText(input: Json, member: string): string | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  throw invalidParameter(`${member} is not a string.`);
}

export function requiredText(input: Json, member: string): string {
  const value = optionalText(input, member);
  if (value === undefined || value === '') throw missing(member);
  return value;
}

export function optionalNumber(input: Json, member: string): number | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number') return value;
  throw invalidParameter(`${member} is not a number.`);
}

/** A page's size: the API's default and most in one. */
export function readLimit(input: Json, most: number): number {
  const limit = optionalNumber(input, 'limit') ?? most;
  if (limit >= 1 && limit <= most) return limit;
  const bound = limit < 1 ? 'greater than or equal to 1' : `less than or equal to ${most}`;
  throw invalidParameter(
    `1 validation error detected: Value '${limit}' at 'limit' failed to satisfy constraint: Member must have value ${bound}`,
  );
}

/** A position in a list, as tokens write it. @throws {AwsError} for a token that was not given out. */
export function readToken(input: Json): number {
  const token = optionalText(input, 'nextToken') ?? '0';
  if (/^\d+$/.test(token)) return Number(token);
  throw invalidParameter('The specified nextToken is invalid.');
}

export function textMap(input: Json, member: string): Readonly<Record<string, string>> {
  const value = input[member] ?? {};
  if (typeof value !== 'object') throw invalidParameter(`${member} is not a map.`);
  return value as Readonly<Record<string, string>>;
}

export function textList(input: Json, member: string): readonly string[] | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  throw invalidParameter(`${member} is not a list of strings.`);
}
