import { HYPHEN } from './characters.ts';

const URN = 'urn:uuid:';
const LENGTH = 36;

/** Whether the text is a UUID in its text form of RFC 9562, of any version, with or without the URN's prefix. */
export function isUuid(text: string): boolean {
  const start = text.length - LENGTH;
  if (start === 0) return isUuidAt(text, 0);
  return start === URN.length && text.slice(0, start).toLowerCase() === URN && isUuidAt(text, start);
}

function isUuidAt(text: string, start: number): boolean {
  for (let index = 0; index < LENGTH; index += 1) {
    const code = text.charCodeAt(start + index);
    if (isHyphenPlace(index) ? code !== HYPHEN : !isHexadecimal(code)) return false;
  }
  return true;
}

function isHyphenPlace(index: number): boolean {
  return index === 8 || index === 13 || index === 18 || index === 23;
}

function isHexadecimal(code: number): boolean {
  const lower = code | 0x20;
  return (code >= 0x30 && code <= 0x39) || (lower >= 0x61 && lower <= 0x66);
}
