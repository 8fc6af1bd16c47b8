import { DIGITS, HYPHEN, characterTable } from './characters.ts';

const URN = 'urn:uuid:';
const LENGTH = 36;
const HYPHENS: readonly number[] = [8, 13, 18, 23];
/** Where each four hexadecimal digits begin. */
const QUADS: readonly number[] = [0, 4, 9, 14, 19, 24, 28, 32];
const HEXADECIMAL: Uint8Array = characterTable([[`${DIGITS}abcdefABCDEF`, 1]]);

/** Whether the text is a UUID in its text form of RFC 9562, of any version, with or without the URN's prefix. */
export function isUuid(text: string): boolean {
  const start = text.length - LENGTH;
  if (start === 0) return isUuidAt(text, 0);
  return start === URN.length && text.slice(0, start).toLowerCase() === URN && isUuidAt(text, start);
}

function isUuidAt(text: string, start: number): boolean {
  for (const place of HYPHENS) if (text.charCodeAt(start + place) !== HYPHEN) return false;
  for (const place of QUADS) if (!isQuadAt(text, start + place)) return false;
  return true;
}

function isQuadAt(text: string, start: number): boolean {
  const first = HEXADECIMAL[text.charCodeAt(start)];
  const second = HEXADECIMAL[text.charCodeAt(start + 1)];
  const third = HEXADECIMAL[text.charCodeAt(start + 2)];
  const fourth = HEXADECIMAL[text.charCodeAt(start + 3)];
  return first === 1 && second === 1 && third === 1 && fourth === 1;
}
