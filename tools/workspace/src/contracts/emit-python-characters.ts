import type { AST } from '@eslint-community/regexpp';

/** Code points, as ranges with both ends. */
export type CodePoints = readonly (readonly [first: number, last: number])[];

const LAST_CODE_POINT = 0x10_ff_ff;
const LAST_ASCII = 0x7f;
const LAST_OF_FOUR_DIGITS = 0xff_ff;

const range = (first: string, last: string): readonly [number, number] => [first.charCodeAt(0), last.charCodeAt(0)];

const LINE_ENDS: CodePoints = [
  [0x0a, 0x0a],
  [0x0d, 0x0d],
  [0x20_28, 0x20_29],
];
/** Source: tc39.es/ecma262/#sec-compiletocharset (the escapes of classes) */
const SETS: Readonly<Record<'digit' | 'space' | 'word', CodePoints>> = {
  digit: [range('0', '9')],
  word: [range('0', '9'), range('A', 'Z'), range('_', '_'), range('a', 'z')],
  space: [
    [0x09, 0x0d],
    [0x20, 0x20],
    [0xa0, 0xa0],
    [0x16_80, 0x16_80],
    [0x20_00, 0x20_0a],
    [0x20_28, 0x20_29],
    [0x20_2f, 0x20_2f],
    [0x20_5f, 0x20_5f],
    [0x30_00, 0x30_00],
    [0xfe_ff, 0xfe_ff],
  ],
};

/** What `.`, `\d`, `\s` and `\w` stand for, and their opposites. */
export function setOf(set: Exclude<AST.CharacterSet, AST.UnicodePropertyCharacterSet>): CodePoints {
  if (set.kind === 'any') return complement(LINE_ENDS);
  return set.negate ? complement(SETS[set.kind]) : SETS[set.kind];
}

/** All code points that are not among these. */
export function complement(points: CodePoints): CodePoints {
  const gaps: [number, number][] = [];
  let next = 0;
  for (const [first, last] of merged(points)) {
    if (first > next) gaps.push([next, first - 1]);
    next = last + 1;
  }
  return next <= LAST_CODE_POINT ? [...gaps, [next, LAST_CODE_POINT]] : gaps;
}

function merged(points: CodePoints): CodePoints {
  const ranges: [number, number][] = [];
  for (const [first, last] of points.toSorted((one, other) => one[0] - other[0])) {
    const before = ranges.at(-1);
    if (before !== undefined && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else ranges.push([first, last]);
  }
  return ranges;
}

/** A class of Python's `re` with these code points and no other; an empty one matches nothing. */
export function pythonClass(points: CodePoints): string {
  const ranges = merged(points).map(([first, last]) =>
    first === last ? pythonCharacter(first) : `${pythonCharacter(first)}-${pythonCharacter(last)}`,
  );
  return ranges.length === 0 ? '(?!)' : `[${ranges.join('')}]`;
}

/** One character, escaped so that it stands for itself in a pattern and in a class. */
export function pythonCharacter(codePoint: number): string {
  const character = String.fromCodePoint(codePoint);
  if (/^[A-Za-z0-9_ ]$/u.test(character)) return character;
  if (codePoint > 0x20 && codePoint < LAST_ASCII) return `\\${character}`;
  const digits = codePoint.toString(16);
  return codePoint <= LAST_OF_FOUR_DIGITS ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`;
}
