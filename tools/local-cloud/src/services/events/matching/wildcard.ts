import { InvalidPatternError } from './invalid-pattern-error.ts';

/** `a*b*c` as the literals between its asterisks: `['a', 'b', 'c']`. One literal means no asterisk at all. */
export interface Wildcard {
  readonly literals: readonly string[];
}

const isEscapable = (character: string | undefined): boolean => character === '*' || character === '\\';

/**
 * Reads a wildcard: `*` stands for any characters, `\*` and `\\` for themselves.
 * @throws {InvalidPatternError} two asterisks in a row, or a backslash before anything else.
 */
export function parseWildcard(text: string): Wildcard {
  const literals: string[] = [];
  let literal = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\\') {
      if (!isEscapable(text[at + 1])) throw new InvalidPatternError(`Invalid escape character at pos ${at + 1}`);
      at += 1;
      literal += text.charAt(at);
    } else if (character === '*') {
      if (text[at + 1] === '*') throw new InvalidPatternError(`Consecutive wildcard characters at pos ${at + 1}`);
      literals.push(literal);
      literal = '';
    } else {
      literal += character;
    }
  }
  return { literals: [...literals, literal] };
}

/** Whether the literals come one after another in the text between two places: each at its first, which is never worse. */
function containsInOrder(text: string, literals: readonly string[], between: { from: number; to: number }): boolean {
  let at = between.from;
  for (const literal of literals) {
    const found = text.indexOf(literal, at);
    if (found < 0 || found + literal.length > between.to) return false;
    at = found + literal.length;
  }
  return true;
}

/** True when the whole text fits. */
export function fitsWildcard({ literals }: Wildcard, text: string): boolean {
  const first = literals[0] ?? '';
  const last = literals[literals.length - 1] ?? '';
  if (literals.length === 1) return text === first;
  const between = { from: first.length, to: text.length - last.length };
  if (between.from > between.to || !text.startsWith(first) || !text.endsWith(last)) return false;
  return literals.length === 2 || containsInOrder(text, literals.slice(1, -1), between);
}
