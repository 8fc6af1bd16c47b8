import { Buffer } from 'node:buffer';

/** Longest token that is looked at: room for a customer's id of 128 characters that JSON writes as six each. */
const MAX_TOKEN_CHARACTERS = 2_048;

/**
 * Where the next page begins, as a text that callers hand back and cannot rely on. It is neither secret nor signed:
 * whoever reads it must check every part against the caller's rights.
 */
export function encodePageToken(parts: readonly string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** The parts of a token, each a text that can be stored, or `undefined` when it is none of ours with that many parts. */
export function decodePageToken(token: string, count: number): readonly string[] | undefined {
  if (token.length > MAX_TOKEN_CHARACTERS) return undefined;
  const parts = parsedOrNothing(Buffer.from(token, 'base64url').toString('utf8'));
  if (!Array.isArray(parts) || parts.length !== count) return undefined;
  return parts.every(isStorable) ? parts : undefined;
}

/** Half a character has no UTF-8, and so no table can look for it. */
function isStorable(part: unknown): part is string {
  return typeof part === 'string' && part.isWellFormed();
}

function parsedOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
