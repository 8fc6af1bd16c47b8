import { admitsValue } from '../compare/questions.ts';
import type { Term } from './schema-terms.ts';
import { scalarSchema } from './term-shape.ts';
import { quoted } from './text-rules.ts';

/** What a keyword says of a value that it refuses. */
const REFUSALS: Readonly<Record<string, (given: unknown) => string>> = {
  enum: (given) => `is none of ${(given as readonly unknown[]).map(quoted).join(', ')}`,
  const: (given) => `is not ${quoted(given)}`,
  pattern: (given) => `does not match ${String(given)}`,
  format: (given) => `is no ${String(given)}`,
  minLength: (given) => `has fewer than ${String(given)} characters`,
  maxLength: (given) => `has more than ${String(given)} characters`,
  minimum: (given) => `is below the minimum ${String(given)}`,
  maximum: (given) => `is above the maximum ${String(given)}`,
  exclusiveMinimum: (given) => `is not above ${String(given)}`,
  exclusiveMaximum: (given) => `is not below ${String(given)}`,
  multipleOf: (given) => `is no multiple of ${String(given)}`,
  type: (given) => `is no ${String(given)}`,
};

/** What keeps a value from being the field's, in words, by the first keyword that refuses it alone. */
export function whyNotValue(term: Term, value: unknown): string {
  for (const [keyword, says] of Object.entries(REFUSALS)) {
    const part = term.find((schema) => Object.hasOwn(schema, keyword) && refuses(schema, keyword, value));
    if (part !== undefined) return `${quoted(value)} ${says(part[keyword])}`;
  }
  return `the schema does not admit ${quoted(value)}`;
}

function refuses(schema: Term[number], keyword: string, value: unknown): boolean {
  const given = schema[keyword];
  if (keyword === 'enum') return Array.isArray(given) && !given.includes(value);
  if (keyword === 'const') return given !== value;
  return !admitsValue({ [keyword]: given }, value);
}

/** "of the pattern ^[A-Z]{3}$": the texts of a term, after "no text". */
export function describeTexts(term: Term): string {
  const schema = Object.assign({}, ...term) as Readonly<Record<string, unknown>>;
  if (Array.isArray(schema['enum'])) return `among ${schema['enum'].map(quoted).join(', ')}`;
  if (Object.hasOwn(schema, 'const')) return `but ${quoted(schema['const'])} is possible: none`;
  if (typeof schema['pattern'] === 'string') return `that matches ${schema['pattern']}`;
  if (typeof schema['format'] === 'string') return `of the format ${schema['format']}`;
  return scalarSchema(term) === true ? 'at all' : 'that the schema admits';
}
