import { refuse } from './refusal.ts';

/** One name in every spelling that files and code need. */
export interface Names {
  /** `gift-ledger`: files, handlers. */
  readonly kebab: string;
  /** `GiftLedger`: types, constructs. */
  readonly pascal: string;
  /** `giftLedger`: functions. */
  readonly camel: string;
  /** `GIFT_LEDGER`: settings. */
  readonly constant: string;
  /** `gift_ledger`: Python modules. */
  readonly snake: string;
  /** `gift ledger`: sentences. */
  readonly words: string;
}

/**
 * Characters of a name: a bundle's folder, a logical id and a setting are made of it. CloudFormation shortens physical
 * names itself, and keeps enough of 40 characters beside stage and service to tell functions apart.
 * Source: docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-name.html
 */
const MAX_LENGTH = 40;

const KEBAB = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u;

/** Names that folders, tools or the house style use for something else. */
const RESERVED: ReadonlySet<string> = new Set([
  'common',
  'composition',
  'consumers',
  'dist',
  'generated',
  'helper',
  'helpers',
  'index',
  'infra',
  'misc',
  'platform',
  'publish-events',
  'src',
  'test',
  'testing',
  'tidings',
  'util',
  'utils',
]);

/** Takes a name apart that has been checked. */
export function namesOf(kebab: string): Names {
  const parts = kebab.split('-');
  const pascal = parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('');
  return {
    kebab,
    pascal,
    camel: pascal.charAt(0).toLowerCase() + pascal.slice(1),
    constant: parts.join('_').toUpperCase(),
    snake: parts.join('_'),
    words: parts.join(' '),
  };
}

/**
 * Takes a name apart.
 * @param what what is named, for the sentence: `a consumer`.
 * @throws {GeneratorRefusalError} it is not in kebab-case, too long, or means something else already.
 */
export function parseName(text: string, what: string): Names {
  if (!KEBAB.test(text)) {
    const proposal = kebabOf(text);
    const instead = KEBAB.test(proposal) ? `: ${proposal}` : ', such as gift-ledger';
    refuse(`"${text}" cannot name ${what}: use lower-case words joined by hyphens${instead}.`);
  }
  if (text.length > MAX_LENGTH) {
    refuse(`"${text}" has ${text.length} characters; ${what} takes ${MAX_LENGTH} at most: choose a shorter name.`);
  }
  if (RESERVED.has(text) || text.startsWith('test-'))
    refuse(`"${text}" means something else here: give ${what} a name of its own.`);
  return namesOf(text);
}

/** The nearest spelling in kebab-case: `GiftLedger`, `gift_ledger` and `Gift ledger` → `gift-ledger`. */
export function kebabOf(text: string): string {
  return text
    .replace(/(?<=[a-z0-9])(?=[A-Z])/gu, '-')
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-+|-+$/gu, '');
}
