/** Character codes that the format functions compare with. */
export const HYPHEN = 0x2d;
export const COLON = 0x3a;
export const DOT = 0x2e;
export const AT = 0x40;

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

/** Whether the code is a letter or a decimal digit of ASCII. */
export function isAlphanumeric(code: number): boolean {
  const lower = code | 0x20;
  return (code >= 0x30 && code <= 0x39) || (lower >= 0x61 && lower <= 0x7a);
}
