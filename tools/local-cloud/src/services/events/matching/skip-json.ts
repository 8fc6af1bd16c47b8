import { BACKSLASH, CLOSE_ARRAY, CLOSE_OBJECT, COMMA, OPEN_ARRAY, OPEN_OBJECT, QUOTE, SPACE } from './json-codes.ts';

/** Instead of a place: the text must be parsed. */
export const UNREADABLE = -1;

const isOpening = (code: number): boolean => code === OPEN_OBJECT || code === OPEN_ARRAY;

const isClosing = (code: number): boolean => code === CLOSE_OBJECT || code === CLOSE_ARRAY;

/** The place after white space. */
export function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  for (let code = bytes[at] ?? 0; code <= SPACE && code !== 0; code = bytes[at] ?? 0) at += 1;
  return at;
}

/** The place after any value. */
export function skipValue(bytes: Uint8Array, at: number): number {
  const code = bytes[at];
  if (code === QUOTE) return skipString(bytes, at + 1);
  return code === OPEN_OBJECT || code === OPEN_ARRAY ? skipNested(bytes, at + 1) : skipPlain(bytes, at);
}

function skipPlain(bytes: Uint8Array, from: number): number {
  let at = from;
  for (let code = bytes[at] ?? 0; code !== COMMA && code !== CLOSE_OBJECT; code = bytes[at] ?? 0) {
    if (code === 0 || code === QUOTE) return UNREADABLE;
    at += 1;
  }
  return at;
}

function skipNested(bytes: Uint8Array, from: number): number {
  let depth = 1;
  let at = from;
  while (depth > 0) {
    const code = bytes[at] ?? 0;
    at += 1;
    if (code === QUOTE) at = skipString(bytes, at);
    else if (isOpening(code)) depth += 1;
    else if (isClosing(code)) depth -= 1;
    else if (code === 0) return UNREADABLE;
  }
  return at;
}

function skipString(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] !== QUOTE) at += 1;
  return bytes[at - 1] === BACKSLASH ? skipEscaped(bytes, from) : at + 1;
}

function skipEscaped(bytes: Uint8Array, from: number): number {
  let at = from;
  for (let code = bytes[at]; code !== QUOTE; code = bytes[at]) at += code === BACKSLASH ? 2 : 1;
  return at + 1;
}
