import { invalidParameter } from './errors.ts';

export interface Page {
  readonly items: readonly string[];
  readonly next: string | undefined;
}

/** A page of sorted names; the token holds the last name of the page before. @throws {AwsError} for a token not given out. */
export function pageOf(names: readonly string[], { limit, token }: { limit: number; token: string | undefined }): Page {
  const after = token === undefined ? undefined : Buffer.from(token, 'base64').toString();
  if (after === '') throw invalidParameter('Invalid or expired next token.');
  const rest = after === undefined ? names : names.filter((name) => name > after);
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  const next = rest.length > limit && last !== undefined ? Buffer.from(last).toString('base64') : undefined;
  return { items, next };
}
