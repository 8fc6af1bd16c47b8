import { AwsError } from '../../core/aws-error.ts';
import type { Json } from '../../core/aws-error.ts';

/** Rows of a List call without `Limit`. */
const DEFAULT_LIMIT = 100;

/**
 * One page of rows under a member's name. The token is the position of the next row.
 * @throws {AwsError} `ValidationException` for a token that is none of ours.
 */
export function pageOf(input: Json, member: string, rows: readonly unknown[]): Json {
  const token = input['NextToken'];
  const from = token === undefined || token === null ? 0 : Number(token);
  if (!Number.isInteger(from) || from < 0) throw new AwsError('ValidationException', 'The NextToken is not valid.');
  const end = from + Number(input['Limit'] ?? DEFAULT_LIMIT);
  return { [member]: rows.slice(from, end), ...(end < rows.length ? { NextToken: String(end) } : {}) };
}

/** Rows whose name starts with `NamePrefix`, if it is given. */
export const withPrefix = <Row extends { readonly name: string }>(input: Json, rows: Iterable<Row>): readonly Row[] =>
  [...rows].filter(({ name }) => name.startsWith(typeof input['NamePrefix'] === 'string' ? input['NamePrefix'] : ''));
