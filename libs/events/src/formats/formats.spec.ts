import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fastestMs } from '../testing/fastest-of.ts';
import { isDate, isDateTime } from './date-time.ts';
import { isEmail } from './email.ts';
import { isUuid } from './uuid.ts';

const ajv = new Ajv2020();
addFormats.default(ajv, { mode: 'full' });
const reference = (format: string): ((text: string) => boolean) => ajv.compile({ type: 'string', format });

/** Texts of the characters that the format is made of, so that many nearly fit. */
const near = (alphabet: string, maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...alphabet.split('')), maxLength });

const digits = (max: number): fc.Arbitrary<string> => fc.nat({ max }).map((number) => String(number).padStart(2, '0'));
const year = fc.oneof(fc.nat({ max: 9999 }), fc.constantFrom(1900, 2000, 2023, 2024));
const nearDate = fc
  .tuple(year, fc.oneof(digits(14), fc.constant('02')), fc.oneof(digits(33), fc.constant('29')))
  .map(([number, month, day]) => `${String(number).padStart(4, '0')}-${month}-${day}`);
const nearTime = fc
  .tuple(
    digits(25),
    digits(61),
    fc.oneof(digits(62), fc.constant('60')),
    fc.constantFrom('', '.', '.5', '.123456', '.99999999999999999999'),
  )
  .map(([hour, minute, second, fraction]) => `${hour}:${minute}:${second}${fraction}`);
const nearOffset = fc.oneof(
  fc.constantFrom('Z', 'z', '', '+', '+1', '+01', '-0130', '+01:30', '+24:00', '-00:60', ' ', 'ZZ'),
  fc
    .tuple(fc.constantFrom('+', '-'), digits(25), digits(61))
    .map(([sign, hours, minutes]) => `${sign}${hours}:${minutes}`),
);
const nearDateTime = fc
  .tuple(nearDate, fc.constantFrom('T', 't', ' ', '\u00a0', '\n', '_', '', 'TT'), nearTime, nearOffset)
  .map((parts) => parts.join(''));
const leapSecond = fc
  .tuple(fc.constantFrom('23', '22', '00', '24', '12'), fc.constantFrom('59', '29', '00', '30'), nearOffset)
  .map(([hour, minute, offset]) => `2016-12-31T${hour}:${minute}:60${offset}`);
const wrongCharacter = fc
  .tuple(fc.uuid(), fc.nat({ max: 35 }), fc.constantFrom('g', '-', 'é', 'A', '0'))
  .map(([uuid, place, wrong]) => uuid.slice(0, place) + wrong + uuid.slice(place + 1));
const nearUuid = fc.tuple(fc.oneof(fc.uuid(), wrongCharacter), fc.nat({ max: 5 })).map(([uuid, variant]) => {
  const variants = [uuid, uuid.toUpperCase(), `urn:uuid:${uuid}`, `URN:uuid:${uuid}`, `urn:uuis:${uuid}`, `${uuid}0`];
  return variants[variant] ?? uuid.slice(1);
});

const cases = [
  { format: 'email', test: isEmail, texts: fc.oneof(near("aZ0-.@!'+é ", 14), fc.emailAddress()) },
  { format: 'uuid', test: isUuid, texts: fc.oneof(near('0aF-g', 36), nearUuid) },
  { format: 'date', test: isDate, texts: fc.oneof(near('0129-', 11), nearDate) },
  { format: 'date-time', test: isDateTime, texts: fc.oneof(near('0159-:.TZ+', 26), nearDateTime, leapSecond) },
] as const;

describe('format functions', () => {
  it.each(cases)('give the verdicts of ajv in full mode: $format', ({ format, test, texts }) => {
    const expected = reference(format);
    fc.assert(
      fc.property(texts, (text) => {
        expect({ text, taken: test(text) }).toEqual({ text, taken: expected(text) });
      }),
      { numRuns: 20_000 },
    );
  });

  it.each([
    { format: 'email', test: isEmail, good: 'ada@example.com', bad: 'ada@example' },
    { format: 'uuid', test: isUuid, good: '6f1f1d5e-2c1b-5f0e-9d4a-0b7f4a3f6c21', bad: '6f1f1d5e-2c1b-5f0e-9d4a' },
    { format: 'date', test: isDate, good: '2024-02-29', bad: '2023-02-29' },
    { format: 'date-time', test: isDateTime, good: '2026-01-05T09:30:00.000Z', bad: '2026-01-05T09:30:00.000' },
  ])('take one and refuse the other: $format', ({ test, good, bad }) => {
    expect([test(good), test(bad)]).toEqual([true, false]);
  });

  it.each([
    ['email', isEmail, 'a.'.repeat(100_000)],
    ['email', isEmail, `a@${'a-'.repeat(100_000)}`],
    ['email', isEmail, `a@${'a.'.repeat(100_000)}`],
    ['date-time', isDateTime, `2026-01-05T09:30:00.${'0'.repeat(200_000)}`],
    ['uuid', isUuid, 'urn:uuid:'.repeat(20_000)],
  ])('answer a text of 200,000 characters within 20 ms: %s', (_format, test, text) => {
    expect(test(text)).toBe(false);
    expect(fastestMs(() => test(text))).toBeLessThan(20);
  });
});
