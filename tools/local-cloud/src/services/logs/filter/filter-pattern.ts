import { NotImplementedLocallyError } from '../../../core/aws-error.ts';
import { invalidParameter } from '../errors.ts';
import { compileJsonPattern } from './json-pattern.ts';

/** Whether a message matches. */
export type MessageFilter = (message: string) => boolean;

interface Term {
  readonly sign: '' | '-' | '?';
  readonly text: string;
}

const TERM = /([-?]?)(?:"((?:[^"\\]|\\.)*)"|(\S+))/g;

function readTerms(pattern: string): readonly Term[] {
  return [...pattern.matchAll(TERM)].map(([, sign, quoted, bare]) => ({
    sign: sign as Term['sign'],
    text: quoted === undefined ? (bare ?? '') : quoted.replaceAll(/\\(.)/g, '$1'),
  }));
}

/** Terms that must all occur, `-terms` that must not, and `?terms` of which one must. Case counts. */
function compileTerms(pattern: string): MessageFilter {
  const terms = readTerms(pattern);
  const bySign = (sign: Term['sign']): readonly string[] =>
    terms.filter((term) => term.sign === sign).map(({ text }) => text);
  const [all, none, any] = [bySign(''), bySign('-'), bySign('?')];
  return (message) =>
    all.every((text) => message.includes(text)) &&
    !none.some((text) => message.includes(text)) &&
    (any.length === 0 || any.some((text) => message.includes(text)));
}

/**
 * Compiles a filter pattern: terms, or comparisons of JSON fields joined by `&&`.
 * docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 * @throws {NotImplementedLocallyError} for space-delimited patterns and regular expressions.
 */
export function compileFilterPattern(pattern: string): MessageFilter {
  const trimmed = pattern.trim();
  if (trimmed.length > 1024)
    throw invalidParameter(
      "Value at 'filterPattern' failed to satisfy constraint: Member must have length less than or equal to 1024",
    );
  if (trimmed.startsWith('['))
    throw new NotImplementedLocallyError('space-delimited filter patterns of CloudWatch Logs');
  if (trimmed.includes('%'))
    throw new NotImplementedLocallyError('regular expressions in filter patterns of CloudWatch Logs');
  if (trimmed.startsWith('{')) return compileJsonPattern(trimmed);
  return compileTerms(trimmed);
}
