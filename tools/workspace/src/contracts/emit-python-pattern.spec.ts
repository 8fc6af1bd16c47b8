import fc from 'fast-check';
import { isDate, isDateTime, isEmail, isUuid } from '@tidings/events';
import { describe, expect, it } from 'vitest';
import { damagedDocuments } from './damaged-documents.test-data.ts';
import { pythonPattern, UntranslatablePatternError } from './emit-python-pattern.ts';
import { noPython, pythonAnswers, type Question } from './python-judge.test-data.ts';

const PATTERNS: readonly string[] = [
  '^[A-Z]{2}$',
  'Z$',
  '^[^/\\s]+/[0-9]+$',
  '^\\d+$',
  '^\\D$',
  '^\\w+$',
  '\\W',
  '^\\s$',
  '^\\S+$',
  '^.$',
  '^.*$',
  '^$',

  '\\bab\\b',
  '\\B',
  '^\\B$',
  '^[\\w-]+$',
  '^[^\\w]$',
  '^[\\S\\d]$',
  '^[^\\D]$',
  '[]',
  '^[^]$',
  '^[-a]$',
  '^[a\\]b]$',

  '^(?:ab|c)+$',
  '^(a|b){2,3}?$',
  '^(?<word>a+)b$',
  '^a{0}$',
  '^a{2,}$',
  '^(?=a)\\w+$',
  '^(?!ab)\\w+$',
  '^(?=a)(?!ab).+$',

  '^[😀-😂]$',
  '^\\u{1F600}$',
  '^[\\u{10000}-\\u{10FFFF}]$',
  '^\\u00e9$',
  '^\\x41$',
  '^\\cA$',
  '^\\0$',
  '^\\t\\n$',
  '^é$',

  '^[\\u2028]$',
  '^a\\.b$',
  '^\\/$',
  '^a\\|b$',
  '^[$^.|()*+?]$',
  '^\\$$',
  '^[\'"]$',
  '^a$|^b$',
  'a||b',
  '^[\\b]$',
  '&&',
  '[&&]',
  '^[~-]$',
  '^[[]$',
  '^[a-z--a]$'.replace('--a', '-'),
  '^#$',
  '^ a $',
  '^(?:)$',
  '(?:a|)b',
];

const UNTRANSLATABLE: readonly (readonly [pattern: string, why: string])[] = [
  ['^\\p{L}+$', 'names a property of Unicode'],
  ['^[\\P{Lu}]$', 'names a property of Unicode'],
  ['^(a)\\1$', 'refers back to a group'],
  ['^(?<a>b)\\k<a>$', 'refers back to a group'],
  ['(?<=a)b', 'looks behind'],
  ['(?<!a)b', 'looks behind'],
  ['(?:a*)*', 'repeats what may be empty'],
  ['(?:|a)+', 'repeats what may be empty'],
];

const CHARACTERS: readonly string[] = Array.from(
  'aAbBzZ09_ -./\\|^$[](){}*+?\'"&~#\t\n\r\v\0\u0001éſİK٣\u00a0\u1680\u2028\u2029\u3000\ufeff😀😁𐀀',
);

const text: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: fc.constantFrom(...CHARACTERS), maxLength: 5 }),
  fc.string({ unit: fc.constantFrom('a', 'b', '1', ' '), maxLength: 6 }),
  fc.string({ unit: 'binary', maxLength: 3 }),
);

/** Questions whose answers in Python are not what is expected. */
function wrongAnswers(questions: readonly (Question & { readonly expected: boolean })[]): readonly unknown[] {
  const answers = pythonAnswers(questions);
  expect(answers).toHaveLength(questions.length);
  return questions.flatMap((question, index) => (answers[index] === question.expected ? [] : [question]));
}

describe('a pattern in Python', () => {
  it('matches what it matches in JavaScript', (context) => {
    if (noPython !== undefined) return context.skip(noPython);
    const texts = ['', ...CHARACTERS, ...fc.sample(text, { numRuns: 150, seed: 5 })].filter((each) =>
      each.isWellFormed(),
    );
    const questions = PATTERNS.flatMap((pattern) => {
      const expression = new RegExp(pattern, 'u');
      const translated = pythonPattern(pattern);
      return texts.map((each) => ({ pattern: translated, text: each, expected: expression.test(each) }));
    });
    expect(wrongAnswers(questions).slice(0, 5)).toEqual([]);
    expect(questions.filter(({ expected }) => expected).length).toBeGreaterThan(questions.length / 20);
  });

  it.each(UNTRANSLATABLE)('is refused by name: %s %s', (pattern, why) => {
    expect(() => pythonPattern(pattern)).toThrow(UntranslatablePatternError);
    expect(() => pythonPattern(pattern)).toThrow(why);
  });
});

describe('a format in Python', () => {
  const FORMATS = { date: isDate, 'date-time': isDateTime, email: isEmail, uuid: isUuid };
  const EXAMPLES = [
    '2024-02-29',
    '2023-02-29T23:59:60Z',
    '2016-12-31T23:59:60.5+00:00',
    '2026-01-05 09:30:00-0530',
    '2026-01-05t09:30:00z',
    '1999-12-31T24:00:00Z',
    "ada.o'b+x@mail-1.example.com",
    'a@b.c',
    'a@b',
    '6f1f1d5e-2c1b-5f0e-9d4a-0b7f4a3f6c21',
    'urn:uuid:6F1F1D5E-2C1B-5F0E-9D4A-0B7F4A3F6C21',
  ];

  /** An example in which up to three characters are others, missing or twice. */
  const almost = fc
    .tuple(
      fc.constantFrom(...EXAMPLES),
      fc.array(fc.tuple(fc.nat(60), fc.constantFrom('', ...CHARACTERS, '٣', '5')), { maxLength: 3 }),
    )
    .map(([example, changes]) =>
      changes.reduce((current, [at, by]) => current.slice(0, at) + by + current.slice(at + (at % 2)), example),
    );

  it.for(Object.entries(FORMATS))('has the verdicts of TypeScript: %s', ([format, test], context) => {
    if (noPython !== undefined) return context.skip(noPython);
    const texts = fc.sample(almost, { numRuns: 4_000, seed: 3 });
    const questions = texts.map((each) => ({ format, text: each, expected: test(each) }));
    expect(wrongAnswers(questions).slice(0, 5)).toEqual([]);
    expect(questions.filter(({ expected }) => expected).length).toBeGreaterThan(50);
  });

  it('takes as long as the text is, in each language', (context) => {
    if (noPython !== undefined) return context.skip(noPython);
    const long = [
      'a'.repeat(200_000),
      `${'a.'.repeat(100_000)}@`,
      `a@${'b-'.repeat(100_000)}`,
      `2026-01-05T09:30:00.${'9'.repeat(200_000)}`,
    ];
    const questions = Object.keys(FORMATS).flatMap((format) =>
      long.map((each) => ({ format, text: each, expected: false })),
    );
    const start = performance.now();
    expect(wrongAnswers(questions)).toEqual([]);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

describe('damaged documents', () => {
  it('are the same for a seed, and mostly not what they were', () => {
    const example = { a: 1, b: [{ c: 'x' }] };
    const some = damagedDocuments(example, { count: 100, seed: 1 });
    expect(some).toEqual(damagedDocuments(example, { count: 100, seed: 1 }));
    expect(new Set(some).size).toBeGreaterThan(50);
  });
});
