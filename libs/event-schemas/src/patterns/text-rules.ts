import { isRecord } from '../sets/json-schema.ts';

/** A rule about texts: the expression that those and only those texts match which it takes. */
export interface TextRule {
  readonly language: RegExp;
  /** "begins with 'gb'": goes on after "no text …". */
  readonly says: string;
}

/** A text as people quote it, short. */
export function quoted(value: unknown): string {
  const text = typeof value === 'string' ? `'${value}'` : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/**
 * Reads one operator about texts. Undefined when it is none, or when its letters' case cannot be folded one by one.
 * Source: docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function textRule(operator: string, operand: unknown): TextRule | undefined {
  if (isRecord(operand)) {
    const text = operand['equals-ignore-case'];
    return typeof text === 'string' ? affixRule(operator, folded(text), `${quoted(text)}, in any case`) : undefined;
  }
  if (typeof operand !== 'string') return undefined;
  if (operator === 'equals-ignore-case') {
    return ruleOf(folded(operand), `is ${quoted(operand)} in any case`, (text) => text);
  }
  if (operator === 'wildcard') return ruleOf(wildcard(operand), `fits ${quoted(operand)}`, (text) => text);
  return affixRule(operator, literal(operand), quoted(operand));
}

function affixRule(operator: string, text: string | undefined, says: string): TextRule | undefined {
  if (operator === 'prefix') return ruleOf(text, `begins with ${says}`, (affix) => `${affix}.*`);
  if (operator === 'suffix') return ruleOf(text, `ends with ${says}`, (affix) => `.*${affix}`);
  return undefined;
}

function ruleOf(text: string | undefined, says: string, around: (text: string) => string): TextRule | undefined {
  return text === undefined ? undefined : { language: new RegExp(`^(?:${around(text)})$`, 'su'), says };
}

/** The expression that stands for a text itself. */
export function literal(text: string): string {
  return text.replaceAll(/[\^$\\.*+?()[\]{}|/]/g, String.raw`\$&`);
}

/** Texts whose lower case is that of the given one: folded letter by letter, which only ASCII allows. */
function folded(text: string): string | undefined {
  if (/[^\0-\x7f]/.test(text)) return undefined;
  return Array.from(text, (letter) => caseClass(letter)).join('');
}

/** The Kelvin sign is a K, and a dotted capital I begins with an i, as lower case goes. */
const STRANGE_CASES: Readonly<Record<string, string>> = { k: '\u212a', i: '\u0130' };

function caseClass(letter: string): string {
  const lower = letter.toLowerCase();
  const upper = letter.toUpperCase();
  return lower === upper ? literal(letter) : `[${lower}${upper}${STRANGE_CASES[lower] ?? ''}]`;
}

/** `*` stands for any characters, `\*` and `\\` for themselves. */
function wildcard(text: string): string {
  return text.replaceAll(/\\([*\\])|\*|[^*\\]/gsu, (part, escaped?: string) =>
    part === '*' ? '.*' : literal(escaped ?? part),
  );
}

/** Texts that do not begin with the given one, or do not end with it, or are not it; undefined where that is not spelled out. */
export function notTextRule(operator: string, text: string): RegExp | undefined {
  const letters = Array.from(text);
  if (operator === 'prefix') return new RegExp(`^(?:${notPrefix(letters)})$`, 'su');
  if (operator === 'suffix') return new RegExp(`^(?:${notSuffix(letters)})$`, 'su');
  if (operator === 'equals') return new RegExp(`^(?:${notPrefix(letters)}|${literal(text)}.+)$`, 'su');
  return undefined;
}

function notPrefix(letters: readonly string[]): string {
  return letters.map((letter, at) => `${literal(letters.slice(0, at).join(''))}(?:${differing(letter)}.*)?`).join('|');
}

function notSuffix(letters: readonly string[]): string {
  return letters.map((letter, at) => `(?:.*${differing(letter)})?${literal(letters.slice(at + 1).join(''))}`).join('|');
}

function differing(letter: string): string {
  return `[^${letter.replaceAll(/[\\\]^-]/g, String.raw`\$&`)}]`;
}
