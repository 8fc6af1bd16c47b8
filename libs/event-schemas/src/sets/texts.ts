import { type Automaton, areDisjoint, intersection, lengthAutomaton, lengthsOf } from './automata.ts';
import { matchAutomaton } from './expressions.ts';
import { NUMBER_FORMATS, VOID_FORMATS, formatTexts } from './formats.ts';
import { numberIn } from './json-schema.ts';
import { ANY_TEXT, type TextSet } from './shape.ts';

/** What is known of a language: every text of it is `within`, every text of `surely` is in it. */
export interface Language {
  readonly within: Automaton | undefined;
  readonly surely: Automaton | undefined;
}

/** Languages that were already built, since comparisons ask for the same few again and again. */
const KNOWN = new Map<string, Automaton | undefined>();
const MOST_KNOWN = 500;

/** The texts that an expression matches somewhere, under the flag `u`; built once. */
export function matching(source: string): Automaton | undefined {
  if (!KNOWN.has(source)) {
    if (KNOWN.size >= MOST_KNOWN) KNOWN.clear();
    KNOWN.set(source, matchAutomaton(source));
  }
  return KNOWN.get(source);
}

/** The language of a pattern. */
export function patternLanguage(source: string): Language {
  const automaton = matching(source);
  return { within: automaton, surely: automaton };
}

/** The language of a format. */
export function formatLanguage(format: string): Language {
  const { within, surely } = formatTexts(format);
  return { within: matching(within), surely: surely === undefined ? undefined : matching(surely) };
}

/** Texts as a schema's own keywords say. */
export function textsOf(schema: Readonly<Record<string, unknown>>): TextSet {
  const { pattern, format } = schema;
  const speaks = typeof format === 'string' && !NUMBER_FORMATS.has(format) && !VOID_FORMATS.has(format);
  return {
    ...ANY_TEXT,
    min: numberIn(schema['minLength']) ?? 0,
    max: numberIn(schema['maxLength']) ?? Infinity,
    patterns: typeof pattern === 'string' ? [pattern] : [],
    formats: speaks ? [format] : [],
  };
}

/** Texts of both. */
export function meetTexts(a: TextSet, b: TextSet): TextSet {
  return {
    kind: 'text',
    min: Math.max(a.min, b.min),
    max: Math.min(a.max, b.max),
    patterns: [...new Set([...a.patterns, ...b.patterns])],
    formats: [...new Set([...a.formats, ...b.formats])],
  };
}

/** Everything known of a set of texts, apart from its lengths, as languages that each holds it. */
function languagesOf(set: TextSet): readonly Automaton[] {
  const all = [...set.patterns.map(patternLanguage), ...set.formats.map(formatLanguage)];
  return all.map(({ within }) => within).filter((automaton) => automaton !== undefined);
}

/** Lengths that texts of a set can have, by its lengths and its languages. */
export function lengthsIn(set: TextSet): { readonly min: number; readonly max: number } {
  const known = languagesOf(set).map((automaton) => lengthsOf(automaton) ?? { min: Infinity, max: 0 });
  return {
    min: Math.max(set.min, ...known.map(({ min }) => min)),
    max: Math.min(set.max, ...known.map(({ max }) => max)),
  };
}

/** What is known of all texts of a set together. */
interface Together {
  /** Takes at least every text of the set; undefined when nothing helps. */
  readonly automaton: Automaton | undefined;
  /** Whether it takes nothing else. */
  readonly isExact: boolean;
}

/** One automaton for all texts of a set, as far as its parts can be put together. */
export function together(set: TextSet): Together {
  const languages = languagesOf(set);
  const isBounded = set.min > 0 || set.max < Infinity;
  const lengths = isBounded ? lengthAutomaton(set.min, set.max) : undefined;
  const isComplete = set.formats.length === 0 && languages.length === set.patterns.length;
  let all: Together = { automaton: undefined, isExact: isComplete && isBounded === (lengths !== undefined) };
  for (const part of lengths === undefined ? languages : [...languages, lengths]) all = joined(all, part);
  return all;
}

function joined({ automaton, isExact }: Together, part: Automaton): Together {
  if (automaton === undefined) return { automaton: part, isExact };
  const both = intersection(automaton, part);
  return both === undefined ? { automaton, isExact: false } : { automaton: both, isExact };
}

/** Whether no text is in the set; false when that is not certain. */
export function isEmptyTexts(set: TextSet): boolean {
  const { min, max } = lengthsIn(set);
  if (min > max) return true;
  const languages = languagesOf(set);
  if (languages.some((a, index) => languages.slice(index + 1).some((b) => areDisjoint(a, b) === true))) return true;
  return languages.length > 0 && together(set).automaton?.isEmpty === true;
}

/** Number of characters, as JSON Schema counts them. */
export function lengthOfText(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}
