import { NotImplementedLocallyError, type Json } from '../../core/aws-error.ts';
import { invalidParameterValue, validationError } from './errors.ts';

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/** @throws {NotImplementedLocallyError} naming the first member that is given and not honoured. */
export function honourOnly(operation: string, input: Json, members: readonly string[]): void {
  for (const [member, value] of Object.entries(input)) {
    if (value === undefined || value === null || members.includes(member)) continue;
    throw new NotImplementedLocallyError(`lambda:${operation} parameter ${member}`);
  }
}

/** @throws {AwsError} ValidationException. */
export function requiredText(input: Json, member: string): string {
  const value = input[member];
  if (typeof value === 'string' && value !== '') return value;
  throw validationError(lowerFirst(member), value ?? null, 'Member must not be null');
}

export function optionalText(input: Json, member: string): string | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  throw validationError(lowerFirst(member), JSON.stringify(value), 'Member must be a string');
}

export interface WholeNumberRule {
  readonly min: number;
  readonly max: number;
  /** Value that means something else than a number, for example -1 for infinite. */
  readonly or?: number;
}

/** A number inside its bounds; templates may write it as text. */
export function optionalNumber(input: Json, member: string, { min, max, or }: WholeNumberRule): number | undefined {
  const given = input[member];
  if (given === undefined || given === null || given === '') return undefined;
  const value = Number(given);
  if (value === or) return value;
  if (!Number.isInteger(value) || value < min) {
    throw validationError(lowerFirst(member), given, `Member must have value greater than or equal to ${min}`);
  }
  if (value > max)
    throw validationError(lowerFirst(member), given, `Member must have value less than or equal to ${max}`);
  return value;
}

export function optionalFlag(input: Json, member: string): boolean | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  throw validationError(lowerFirst(member), JSON.stringify(value), 'Member must be a boolean');
}

/** One of the values that the API documents. */
export function optionalChoice<T extends string>(input: Json, member: string, choices: readonly T[]): T | undefined {
  const value = optionalText(input, member);
  if (value === undefined) return undefined;
  const found = choices.find((choice) => choice === value);
  if (found === undefined) {
    throw validationError(lowerFirst(member), value, `Member must satisfy enum value set: [${choices.join(', ')}]`);
  }
  return found;
}

/** A nested structure; undefined when it is absent. */
export function optionalObject(input: Json, member: string): Json | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'object' && !Array.isArray(value)) return value as Json;
  throw invalidParameterValue(`${member} must be a structure.`);
}

export function textList(input: Json, member: string): readonly string[] | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  throw invalidParameterValue(`${member} must be a list of strings.`);
}

/** A map of texts, such as tags or environment variables. */
export function textMap(input: Json, member: string): Readonly<Record<string, string>> | undefined {
  const value = optionalObject(input, member);
  if (value === undefined) return undefined;
  return Object.fromEntries(Object.entries(value).map(([key, text]) => [key, String(text)]));
}
