import { COLON, DOT, HYPHEN, digitAt, twoDigitsAt } from './characters.ts';

const DAYS_IN_MONTH: readonly number[] = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const FEBRUARY = 2;

/** Offset from UTC at the end of a time: sign and minutes, or `undefined` when it is not one. */
interface Offset {
  readonly sign: 1 | -1;
  readonly hours: number;
  readonly minutes: number;
}

const UTC: Offset = { sign: 1, hours: 0, minutes: 0 };

/**
 * Whether the text is a date and a time with an offset, as RFC 3339 section 5.6 writes them; leap seconds count.
 * Also taken, because JSON Schema validators in use take them: a white space between date and time, and an offset
 * of hours only or without its colon. Reads each character once.
 */
export function isDateTime(text: string): boolean {
  return isDateAt(text) && isSeparator(text, 10) && isTimeAt(text, 11);
}

/** Whether the text is a calendar date, as RFC 3339 section 5.6 writes it. */
export function isDate(text: string): boolean {
  return text.length === 10 && isDateAt(text);
}

function isDateAt(text: string): boolean {
  if (text.charCodeAt(4) !== HYPHEN || text.charCodeAt(7) !== HYPHEN) return false;
  const year = twoDigitsAt(text, 0) * 100 + twoDigitsAt(text, 2);
  const month = twoDigitsAt(text, 5);
  const day = twoDigitsAt(text, 8);
  // A comparison with NaN, which is no number, is false.
  return year >= 0 && day >= 1 && day <= daysIn(month, year);
}

/** Days of a month; 0 for what is no month. */
function daysIn(month: number, year: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === FEBRUARY && leap ? 29 : (DAYS_IN_MONTH[month] ?? 0);
}

function isSeparator(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return (code | 0x20) === 0x74 || /\s/.test(text.charAt(index));
}

function isTimeAt(text: string, start: number): boolean {
  if (text.charCodeAt(start + 2) !== COLON || text.charCodeAt(start + 5) !== COLON) return false;
  const end = endOfSeconds(text, start + 6);
  const offset = offsetAt(text, end);
  return offset !== undefined && isClockTime(text, { start, end, offset });
}

function isClockTime(
  text: string,
  { start, end, offset }: { readonly start: number; readonly end: number; readonly offset: Offset },
): boolean {
  const hour = twoDigitsAt(text, start);
  const minute = twoDigitsAt(text, start + 3);
  const second = secondsBetween(text, start + 6, end);
  if (hour <= 23 && minute <= 59 && second < 60) return true;
  return second < 61 && isLastMinuteOfDay(hour, minute, offset);
}

/** Index after the seconds and their fraction. */
function endOfSeconds(text: string, start: number): number {
  const whole = start + 2;
  if (text.charCodeAt(whole) !== DOT || digitAt(text, whole + 1) > 9) return whole;
  let end = whole + 2;
  while (digitAt(text, end) <= 9) end += 1;
  return end;
}

function secondsBetween(text: string, start: number, end: number): number {
  const whole = twoDigitsAt(text, start);
  // A long fraction can round up to the next second, which only matters at the end of a minute.
  return whole < 59 || end === start + 2 ? whole : Number(text.slice(start, end));
}

function offsetAt(text: string, start: number): Offset | undefined {
  const sign = text.charAt(start);
  if (sign === 'Z' || sign === 'z') return text.length === start + 1 ? UTC : undefined;
  return sign === '+' || sign === '-' ? numericOffsetAt(text, start, sign === '-' ? -1 : 1) : undefined;
}

function numericOffsetAt(text: string, start: number, sign: 1 | -1): Offset | undefined {
  const hours = twoDigitsAt(text, start + 1);
  const minutes = offsetMinutesAt(text, start + 3);
  return hours <= 23 && minutes <= 59 ? { sign, hours, minutes } : undefined;
}

function offsetMinutesAt(text: string, start: number): number {
  if (text.length === start) return 0;
  const digits = text.charCodeAt(start) === COLON ? start + 1 : start;
  return text.length === digits + 2 ? twoDigitsAt(text, digits) : Number.NaN;
}

/** Whether the time is in the last minute of a day of UTC, where a leap second can be. */
function isLastMinuteOfDay(hour: number, minute: number, offset: Offset): boolean {
  const utcMinute = minute - offset.minutes * offset.sign;
  const utcHour = hour - offset.hours * offset.sign - (utcMinute < 0 ? 1 : 0);
  return (utcHour === 23 || utcHour === -1) && (utcMinute === 59 || utcMinute === -1);
}
