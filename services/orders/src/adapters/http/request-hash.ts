import { createHash } from 'node:crypto';

/** Hash of a JSON value that does not depend on the order of its keys or on white space: SHA-256 in hexadecimal. */
export function requestHash(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(value)))
    .digest('hex');
}

/** The same value with the keys of every object in one order. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const entries = value as Readonly<Record<string, unknown>>;
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(entries).toSorted()) copy[name] = sorted(entries[name]);
  return copy;
}
