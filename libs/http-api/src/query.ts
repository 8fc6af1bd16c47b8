import { invalidRequest, type Parsed, parsed, refused } from './problem.ts';

/** A page size from the query: `fallback` when it is absent, 400 when it is no whole number from 1 to `max`. */
export function parseLimit(
  text: string | undefined,
  { fallback, max }: { readonly fallback: number; readonly max: number },
): Parsed<number> {
  if (text === undefined) return parsed(fallback);
  const limit = /^\d{1,6}$/u.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= max) return parsed(limit);
  return refused(invalidRequest([{ field: 'limit', detail: `must be a whole number from 1 to ${max}` }]));
}
