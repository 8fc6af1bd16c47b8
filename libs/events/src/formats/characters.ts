/** Character codes that the format functions compare with. */
export const HYPHEN = 0x2d;
export const COLON = 0x3a;
export const DOT = 0x2e;

/** Codes of ASCII; a table that is asked for a later one answers `undefined`. */
const ASCII_CODES = 128;

/** A table by ASCII code that holds `value` for the given characters and 0 for all others. */
export function characterTable(classes: readonly (readonly [characters: string, value: number])[]): Uint8Array {
  const table = new Uint8Array(ASCII_CODES);
  for (const [characters, value] of classes) {
    for (const character of characters) table[character.charCodeAt(0)] = value;
  }
  return table;
}

export const DIGITS = '0123456789';
export const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The value of the decimal digit at `index`, or a number over 9 when there is none. */
export function digitAt(text: string, index: number): number {
  const value = text.charCodeAt(index) - 0x30;
  return value >= 0 && value <= 9 ? value : 10;
}

/** The number that two decimal digits at `index` write, or NaN. */
export function twoDigitsAt(text: string, index: number): number {
  const tens = digitAt(text, index);
  const ones = digitAt(text, index + 1);
  return tens > 9 || ones > 9 ? Number.NaN : tens * 10 + ones;
}
