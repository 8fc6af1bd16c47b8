import { HostileDocumentError } from './errors.ts';

/** Bounds of a document that is read. */
export interface DocumentLimits {
  /** In UTF-16 code units. */
  readonly maxCharacters: number;
  /** Arrays and objects inside one another. */
  readonly maxDepth: number;
}

/** Deeper than any contract of ours, and far less than what makes recursive code fail. */
const MAX_DEPTH = 32;

/** More than any object of ours has; engines slow down on objects with many more. */
const MAX_KEYS = 1_000;

/** An EventBridge event with its largest entry fits, and so does a request for one. */
export const DEFAULT_LIMITS: DocumentLimits = { maxCharacters: 256 * 1024, maxDepth: MAX_DEPTH };

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/** Where a scan is: keys of each open object (`undefined` for an array), and whether a string is a key here. */
interface Scan {
  readonly text: string;
  readonly open: (Set<string> | undefined)[];
  keyExpected: boolean;
}

/**
 * Parses a JSON text that anyone may have written. Takes time linear in the text, and none for one over the limit.
 * @throws {HostileDocumentError} not JSON, too long, too deep, a key twice or over 1,000 keys in an object, a key `__proto__`,
 * or a lone surrogate in a string. Nothing has been built from the text then.
 */
export function parseDocument(text: string, limits: DocumentLimits = DEFAULT_LIMITS): unknown {
  if (text.length > limits.maxCharacters) {
    throw new HostileDocumentError(`longer than ${limits.maxCharacters} characters`, limits.maxCharacters);
  }
  if (!text.isWellFormed()) throw new HostileDocumentError('a lone surrogate', 0);
  scan({ text, open: [], keyExpected: false }, limits.maxDepth);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new HostileDocumentError('not JSON', 0, { cause });
  }
}

function scan(state: Scan, maxDepth: number): void {
  const { text } = state;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) index = passString(state, index);
    else if (code >= OPEN_BRACKET || code === COMMA) passStructure(state, code);
    if (state.open.length > maxDepth) throw new HostileDocumentError(`nested deeper than ${maxDepth}`, index);
  }
}

function passStructure(state: Scan, code: number): void {
  if (code === OPEN_BRACE) {
    state.open.push(new Set());
    state.keyExpected = true;
  } else if (code === OPEN_BRACKET) {
    state.open.push(undefined);
    state.keyExpected = false;
  } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
    state.open.pop();
    state.keyExpected = false;
  } else if (code === COMMA) {
    state.keyExpected = state.open.at(-1) !== undefined;
  }
}

/** Judges the string that opens at `start` and answers the index of the quote that closes it. */
function passString(state: Scan, start: number): number {
  const { text } = state;
  let end = start + 1;
  let escaped = false;
  for (let code = text.charCodeAt(end); code !== QUOTE; code = text.charCodeAt(end)) {
    if (end >= text.length) throw new HostileDocumentError('not JSON: a string without an end', start);
    escaped ||= code === BACKSLASH;
    end += code === BACKSLASH ? 2 : 1;
  }
  const value = escaped ? unescaped(text, start, end) : undefined;
  if (state.keyExpected) passKey(state, start, value ?? text.slice(start + 1, end));
  return end;
}

function unescaped(text: string, start: number, end: number): string {
  const value = parseString(text, start, end);
  if (!value.isWellFormed()) throw new HostileDocumentError('a lone surrogate', start);
  return value;
}

function parseString(text: string, start: number, end: number): string {
  try {
    return String(JSON.parse(text.slice(start, end + 1)));
  } catch (cause) {
    throw new HostileDocumentError('not JSON: a string that cannot be read', start, { cause });
  }
}

function passKey(state: Scan, start: number, key: string): void {
  const keys = state.open.at(-1);
  state.keyExpected = false;
  if (key === '__proto__') throw new HostileDocumentError('a key that names the prototype', start);
  if (keys?.has(key) === true) throw new HostileDocumentError('a key twice in one object', start);
  keys?.add(key);
  if (keys !== undefined && keys.size > MAX_KEYS) {
    throw new HostileDocumentError(`more than ${MAX_KEYS} keys in one object`, start);
  }
}
