import { AT, DOT, HYPHEN, isAlphanumeric } from './characters.ts';

/** What an atom of the local part may hold besides letters and digits. Source: RFC 5322 section 3.2.3. */
const ATOM_CHARACTERS = "!#$%&'*+/=?^_`{|}~-";
const IN_ATOM: readonly boolean[] = Array.from(
  { length: 128 },
  (_, code) => isAlphanumeric(code) || ATOM_CHARACTERS.includes(String.fromCharCode(code)),
);

/**
 * Whether the text is an e-mail address: a dot-atom, `@`, and a host name of two labels or more.
 * Quoted local parts and address literals are not taken. Reads each character once.
 */
export function isEmail(text: string): boolean {
  const at = endOfLocalPart(text);
  return at > 0 && text.charCodeAt(at) === AT && isDomainFrom(text, at + 1);
}

/** Index after the atoms and dots at the start of the text, or -1 when a dot has no atom on one of its sides. */
function endOfLocalPart(text: string): number {
  let atomStart = 0;
  for (let index = 0; index <= text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (IN_ATOM[code] === true) continue;
    if (index === atomStart) return -1;
    if (code !== DOT) return index;
    atomStart = index + 1;
  }
  return -1;
}

function isDomainFrom(text: string, start: number): boolean {
  let labelStart = start;
  let labels = 0;
  for (let index = start; index <= text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (isAlphanumeric(code) || code === HYPHEN) continue;
    if (!isLabel(text, labelStart, index)) return false;
    labels += 1;
    if (index === text.length) return labels >= 2;
    if (code !== DOT) return false;
    labelStart = index + 1;
  }
  return false;
}

function isLabel(text: string, start: number, end: number): boolean {
  return end > start && text.charCodeAt(start) !== HYPHEN && text.charCodeAt(end - 1) !== HYPHEN;
}
