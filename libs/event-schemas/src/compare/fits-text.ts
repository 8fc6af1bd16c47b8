import { type Automaton, isWithin } from '../sets/automata.ts';
import type { TextSet } from '../sets/shape.ts';
import { type Language, formatLanguage, lengthsIn, patternLanguage, textsOf, together } from '../sets/texts.ts';
import type { Finding } from './finding.ts';
import type { Reader } from './judging.ts';
import { countWords, textWords } from './phrases.ts';

/** Why not all texts of a set keep a reader's keywords about texts. */
export function fitsText(set: TextSet, reader: Reader): readonly Finding[] {
  const wanted = textsOf(reader.schema);
  const field = reader.at.field;
  const verdict = (language: Language, same: boolean): 'in' | 'out' | 'unclear' =>
    same ? 'in' : compared(set, language);
  const patterns = wanted.patterns.map((pattern) => ({
    keyword: 'pattern',
    verdict: verdict(patternLanguage(pattern), set.patterns.includes(pattern)),
    words: `text matching /${pattern}/`,
  }));
  const formats = wanted.formats.map((format) => ({
    keyword: 'format',
    verdict: verdict(formatLanguage(format), set.formats.includes(format)),
    words: `text in the format ${format}`,
  }));
  const shaped = [...patterns, ...formats].filter((one) => one.verdict !== 'in');
  return [
    ...lengthFindings(set, wanted, field),
    ...shaped.map(({ keyword, verdict: answer, words }) => ({
      field,
      keyword,
      says: { writer: textWords(set), reader: words },
      proven: answer === 'out',
    })),
  ];
}

function compared(set: TextSet, { within, surely }: Language): 'in' | 'out' | 'unclear' {
  const { automaton, isExact } = together(set);
  if (automaton === undefined) return isUnbounded(set) && isPartial(within) ? 'out' : 'unclear';
  if (isInside(automaton, surely) === true) return 'in';
  return isExact && isInside(automaton, within) === false ? 'out' : 'unclear';
}

function isInside(automaton: Automaton, language: Automaton | undefined): boolean | undefined {
  return language === undefined ? undefined : isWithin(automaton, language);
}

function isUnbounded(set: TextSet): boolean {
  return set.patterns.length === 0 && set.formats.length === 0 && set.min === 0 && set.max === Infinity;
}

/** Whether some text is surely not in the language. */
function isPartial(within: Language['within']): boolean {
  return within !== undefined && ([...within.nodes()].length > 1 || !within.finals.has(within.initial));
}

function lengthFindings(set: TextSet, wanted: TextSet, field: readonly string[]): readonly Finding[] {
  const own = lengthsIn(set);
  const least = (min: number): string => countWords('least', min, 'characters');
  const most = (max: number): string => countWords('most', max, 'characters');
  const proven = set.formats.length === 0;
  return [
    ...(own.min >= wanted.min
      ? []
      : [{ field, keyword: 'minLength', says: { writer: least(own.min), reader: least(wanted.min) }, proven }]),
    ...(own.max <= wanted.max
      ? []
      : [{ field, keyword: 'maxLength', says: { writer: most(own.max), reader: most(wanted.max) }, proven }]),
  ];
}
