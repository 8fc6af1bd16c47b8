import { DIGITS, LETTERS, characterTable } from './characters.ts';

const ALPHANUMERIC = 1;
const DASH = 2;
const STOP = 3;
/** What an atom of the local part may hold besides letters, digits and hyphens. Source: RFC 5322 section 3.2.3. */
const ATOM_ONLY = 4;
const SEPARATOR = 5;

const CLASSES: Uint8Array = characterTable([
  [DIGITS + LETTERS, ALPHANUMERIC],
  ['-', DASH],
  ['.', STOP],
  ["!#$%&'*+/=?^_`{|}~", ATOM_ONLY],
  ['@', SEPARATOR],
]);

/**
 * Whether the text is an e-mail address: a dot-atom, `@`, and a host name of two labels or more.
 * Quoted local parts and address literals are not taken. Reads each character once.
 */
export function isEmail(text: string): boolean {
  const at = endOfLocalPart(text);
  return at > 0 && CLASSES[text.charCodeAt(at)] === SEPARATOR && isDomainFrom(text, at + 1);
}

/** Index after the atoms and dots at the start of the text, or -1 when a dot has no atom on one of its sides. */
function endOfLocalPart(text: string): number {
  let atomStart = 0;
  for (let index = 0; index < text.length; index += 1) {
    const kind = CLASSES[text.charCodeAt(index)];
    if (kind === ALPHANUMERIC || kind === DASH || kind === ATOM_ONLY) continue;
    if (index === atomStart) return -1;
    if (kind !== STOP) return index;
    atomStart = index + 1;
  }
  return -1;
}

function isDomainFrom(text: string, start: number): boolean {
  let previous = STOP;
  let dots = 0;
  for (let index = start; index < text.length; index += 1) {
    const kind = CLASSES[text.charCodeAt(index)] ?? 0;
    if (kind !== ALPHANUMERIC && !isAllowedAfter(previous, kind)) return false;
    if (kind === STOP) dots += 1;
    previous = kind;
  }
  return previous === ALPHANUMERIC && dots > 0;
}

/** A label neither begins nor ends with a hyphen, and is not empty. */
function isAllowedAfter(previous: number, kind: number): boolean {
  return kind === DASH ? previous !== STOP : kind === STOP && previous === ALPHANUMERIC;
}
