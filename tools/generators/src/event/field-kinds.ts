import { namesOf, kebabOf } from '../workspace/names.ts';

/** A kind of field: its schema, a value of it, and what a description of it says. */
export interface FieldKind {
  readonly schema: Readonly<Record<string, unknown>>;
  readonly example: unknown;
  /** Describes a field of this kind; `words` is its name in words: `archived at`. */
  readonly describe: (words: string) => string;
}

/** Largest integer that every reader of JSON counts exactly. Source: rfc-editor.org/rfc/rfc8259, section 6 */
const MAX_EXACT = 9_007_199_254_740_991;

const KINDS: Readonly<Record<string, FieldKind>> = {
  boolean: { schema: { type: 'boolean' }, example: true, describe: (words) => `Whether it is so: ${words}.` },
  country: {
    schema: { type: 'string', pattern: '^[A-Z]{2}$' },
    example: 'GB',
    describe: (words) => `${sentence(words)}, as an ISO 3166-1 alpha-2 code.`,
  },
  currency: {
    schema: { type: 'string', pattern: '^[A-Z]{3}$' },
    example: 'GBP',
    describe: () => 'Currency of every amount in the event, as an ISO 4217 code.',
  },
  date: {
    schema: { type: 'string', format: 'date' },
    example: '2026-01-05',
    describe: (words) => `${sentence(words)}: a UTC day, ISO 8601.`,
  },
  'date-time': {
    schema: { type: 'string', format: 'date-time', pattern: 'Z$', maxLength: 40 },
    example: '2026-01-05T09:30:00.000Z',
    describe: (words) => `When it ${words === 'at' ? 'happened' : `was ${words.replace(/ at$/u, '')}`}. UTC, ISO 8601.`,
  },
  email: {
    schema: { type: 'string', format: 'email', maxLength: 254 },
    example: 'ada@example.com',
    describe: () => 'E-mail address.',
  },
  id: {
    schema: { type: 'string', minLength: 1, maxLength: 128 },
    example: 'A-17850',
    describe: (words) => `Identifies the ${words.replace(/ id$/u, '')}.`,
  },
  integer: {
    schema: { type: 'integer', minimum: 0, maximum: 1_000_000_000 },
    example: 3,
    describe: (words) => `${sentence(words)}: how many.`,
  },
  money: {
    schema: { type: 'integer', minimum: 0, maximum: MAX_EXACT },
    example: 2_380,
    describe: (words) =>
      `${sentence(words.replace(/ minor$/u, ''))}, in minor units of the currency (pennies for GBP).`,
  },
  number: { schema: { type: 'number' }, example: 1.5, describe: (words) => `${sentence(words)}.` },
  text: {
    schema: { type: 'string', minLength: 1, maxLength: 500 },
    example: 'As the customer said it',
    describe: (words) => `${sentence(words)}, in words.`,
  },
  uuid: {
    schema: { type: 'string', format: 'uuid' },
    example: '6f1f1d5e-2c1b-5f0e-9d4a-0b7f4a3f6c21',
    describe: (words) => `Identifies the ${words.replace(/ id$/u, '')}: a UUID.`,
  },
};

/** Names of all kinds, sorted. */
export const KIND_NAMES: readonly string[] = Object.keys(KINDS);

/** The kind of a name, or of a list of values such as `open|closed`; nothing for any other text. */
export function kindOf(name: string): FieldKind | undefined {
  if (Object.hasOwn(KINDS, name)) return KINDS[name];
  const values = name.split('|');
  if (values.length < 2 || values.some((value) => !/^[\w-]+$/u.test(value))) return undefined;
  return {
    schema: { type: 'string', enum: values },
    example: values[0],
    describe: (words) => `${sentence(words)}: ${values.slice(0, -1).join(', ')} or ${values.at(-1) ?? ''}.`,
  };
}

/** `archivedAt` → `archived at`. */
export function wordsOf(field: string): string {
  return namesOf(kebabOf(field)).words;
}

/** `order lines` → `Order lines`. */
export function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
