import { accepts } from './automata.ts';
import { type Answer, certain, every, perhaps } from './answer.ts';
import { formatTexts } from './formats.ts';
import { isMultipleOf } from './numbers.ts';
import type { NumberSet, TextSet } from './shape.ts';
import { lengthOfText, matching } from './texts.ts';

const LEAST_INT32 = -(2 ** 31);
const MOST_INT32 = 2 ** 31 - 1;

/** Whether a number is in a set of numbers. */
export function numberAdmits(set: NumberSet, value: number): Answer {
  const above = set.minOpen ? value > set.min : value >= set.min;
  const below = set.maxOpen ? value < set.max : value <= set.max;
  if (!(above && below)) return 'no';
  return every(
    [
      ...set.multiples.map((step) => () => perhaps(isMultipleOf(value, step))),
      ...set.formats.map((format) => () => numberHasFormat(format, value)),
    ],
    (ask) => ask(),
  );
}

function numberHasFormat(format: string, value: number): Answer {
  if (format === 'int32') return certain(Number.isInteger(value) && value >= LEAST_INT32 && value <= MOST_INT32);
  return format === 'int64' && !Number.isInteger(value) ? 'no' : 'yes';
}

/** Whether a text is in a set of texts. */
export function textAdmits(set: TextSet, value: string): Answer {
  const length = lengthOfText(value);
  if (length < set.min || length > set.max) return 'no';
  return every(
    [
      ...set.patterns.map((pattern) => () => perhaps(matches(pattern, value))),
      ...set.formats.map((format) => () => textHasFormat(format, value)),
    ],
    (ask) => ask(),
  );
}

function textHasFormat(format: string, value: string): Answer {
  const { within, surely } = formatTexts(format);
  if (matches(within, value) === false) return 'no';
  return surely !== undefined && matches(surely, value) === true ? 'yes' : 'unknown';
}

/** Longest text that an expression is run over: on longer ones a hostile expression would backtrack without end. */
const MOST_CHARACTERS = 16;

/** Whether an expression matches a text, under the flag `u`; undefined when that cannot be told in bounded time. */
export function matches(pattern: string, text: string): boolean | undefined {
  if (text.length > MOST_CHARACTERS) {
    const automaton = matching(pattern);
    return automaton === undefined ? undefined : accepts(automaton, text);
  }
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    return undefined;
  }
}
