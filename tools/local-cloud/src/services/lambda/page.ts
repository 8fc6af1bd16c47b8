import type { Json } from '../../core/aws-error.ts';
import { invalidParameterValue } from './errors.ts';
import { optionalNumber, optionalText } from './input.ts';

/** Highest MaxItems that Lambda's lists accept. docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html */
const MOST_ITEMS = 10_000;

export interface Page<T> {
  readonly items: readonly T[];
  /** `{ NextMarker }` when there is more. */
  readonly next: Json;
}

/** One page of a list; the marker is the position to go on from. */
export function readPage<T>(all: readonly T[], input: Json, limit: number): Page<T> {
  const from = Number(optionalText(input, 'Marker') ?? '0');
  if (!Number.isInteger(from) || from < 0) throw invalidParameterValue('Invalid Marker');
  const size = Math.min(optionalNumber(input, 'MaxItems', { min: 1, max: MOST_ITEMS }) ?? limit, limit);
  const end = from + size;
  return { items: all.slice(from, end), next: end < all.length ? { NextMarker: String(end) } : {} };
}
