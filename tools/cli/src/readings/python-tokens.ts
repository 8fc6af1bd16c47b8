/** A token of Python source, as far as declarations need it. */
export interface PythonToken {
  readonly kind: 'name' | 'string' | 'operator' | 'newline';
  /** The name, the operator, or what the string says. */
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

/** One alternative each: comment, joined line, string (prefix, quotes), name or number, new line, blanks, any other character. */
const TOKEN =
  /(?<comment>#[^\n]*)|(?<joined>\\\r?\n)|(?<prefix>[rRbBuUfFtT]{0,2})(?<quote>"""|'''|"|')|(?<name>[\p{L}\p{N}_]+)|(?<newline>\r?\n)|(?<blank>[^\S\n]+)|(?<operator>[^\s])/uy;

/** Kinds of a match that are tokens by themselves. */
const KINDS: readonly PythonToken['kind'][] = ['name', 'newline', 'operator'];

/**
 * Splits Python source into tokens: comments and blanks are left out, and line ends inside brackets. A string that is not
 * a plain literal (formatted, of bytes, or with an escape) is an operator, so that nobody reads it as text.
 */
export function pythonTokens(source: string): readonly PythonToken[] {
  const tokens: PythonToken[] = [];
  let line = 1;
  let depth = 0;
  let offset = 0;
  while (offset < source.length) {
    const { kind, text, end } = nextToken(source, offset);
    const token = kind === undefined ? undefined : { kind, text, line };
    depth = Math.max(0, depth + (token === undefined ? 0 : bracketStep(token)));
    if (token !== undefined && !(kind === 'newline' && depth > 0)) tokens.push(token);
    line += newLinesIn(source, offset, end);
    offset = end;
  }
  return tokens;
}

/** 1 for a bracket that opens, -1 for one that closes, 0 for anything else. */
export function bracketStep({ kind, text }: PythonToken): number {
  if (kind !== 'operator' || text.length !== 1) return 0;
  if ('([{'.includes(text)) return 1;
  return ')]}'.includes(text) ? -1 : 0;
}

interface Piece {
  /** Absent for what is no token. */
  readonly kind?: PythonToken['kind'];
  readonly text: string;
  readonly end: number;
}

function nextToken(source: string, offset: number): Piece {
  TOKEN.lastIndex = offset;
  const { groups = {}, 0: all } = TOKEN.exec(source) ?? { 0: ' ' };
  const end = offset + all.length;
  const { quote, prefix = '' } = groups;
  if (quote !== undefined) return stringFrom(source, end, { quote, prefix });
  const kind = KINDS.find((name) => groups[name] !== undefined);
  return kind === undefined ? { text: '', end } : { kind, text: all, end };
}

/** The rest of a string whose opening quotes end at `start`. */
function stringFrom(source: string, start: number, { quote, prefix }: { quote: string; prefix: string }): Piece {
  let end = start;
  while (end < source.length && !source.startsWith(quote, end)) end += source[end] === '\\' ? 2 : 1;
  const text = source.slice(start, end);
  const isPlain = /^[rRuU]*$/.test(prefix) && !text.includes('\\');
  return { kind: isPlain ? 'string' : 'operator', text, end: Math.min(source.length, end + quote.length) };
}

function newLinesIn(source: string, start: number, end: number): number {
  let count = 0;
  for (let at = source.indexOf('\n', start); at !== -1 && at < end; at = source.indexOf('\n', at + 1)) count += 1;
  return count;
}
