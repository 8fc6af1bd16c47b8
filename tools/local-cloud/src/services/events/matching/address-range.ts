import { isIPv6 } from 'node:net';
import { InvalidPatternError } from './invalid-pattern-error.ts';

/** Addresses that share the first `maskBits` bits. `prefix` is those bits as text of `0` and `1`. */
export interface AddressRange {
  readonly version: 4 | 6;
  readonly maskBits: number;
  readonly prefix: string;
}

/** An address as its 32 or 128 bits. */
export interface Address {
  readonly version: 4 | 6;
  readonly bits: string;
}

const DOT = 46;
const ZERO = 48;
const NINE = 57;

/** Longest text of an IPv4 address, and the widest part of one. */
const MAX_V4_LENGTH = 15;
const MAX_PART = 255;

/** True for the code of `0` to `9`. */
export const isDigit = (code: number): boolean => code >= ZERO && code <= NINE;

/** The number that a text begins with, of three digits at most. */
export function firstPart(text: string): number {
  let part = 0;
  for (let at = 0; at < 3; at += 1) {
    const code = text.charCodeAt(at);
    if (!isDigit(code)) break;
    part = part * 10 + code - ZERO;
  }
  return part;
}

/** The number that the digits from one place up to another spell; -1 unless they spell a part of an IPv4 address. */
function partOf(text: string, from: number, to: number): number {
  if (to === from || to - from > 3 || (to - from > 1 && text.charCodeAt(from) === ZERO)) return -1;
  let part = 0;
  for (let at = from; at < to; at += 1) part = part * 10 + text.charCodeAt(at) - ZERO;
  return part <= MAX_PART ? part : -1;
}

/** The 32 bits of an IPv4 address as an unsigned number; -1 for any other text. Quick, since most texts are none. */
export function v4Number(text: string): number {
  if (text.length > MAX_V4_LENGTH) return -1;
  let address = 0;
  let dots = 0;
  let from = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const code = at === text.length ? DOT : text.charCodeAt(at);
    if (isDigit(code)) continue;
    const part = code === DOT ? partOf(text, from, at) : -1;
    if (part < 0) return -1;
    address = address * (MAX_PART + 1) + part;
    dots += 1;
    from = at + 1;
  }
  return dots === 4 ? address : -1;
}

/** Longest text of an IPv6 address, with an embedded IPv4 one. */
const MAX_ADDRESS_LENGTH = 45;

const bitsOf = (value: number, width: number): string => value.toString(2).padStart(width, '0');

const bitsOfV4 = (text: string): string => bitsOf(v4Number(text), 32);

/** The eight groups, with `::` and a trailing IPv4 address written out. */
function groupsOfV6(text: string): readonly string[] {
  const embedded = text.includes('.') ? bitsOfV4(text.slice(text.lastIndexOf(':') + 1)) : undefined;
  const plain =
    embedded === undefined
      ? text
      : `${text.slice(0, text.lastIndexOf(':') + 1)}${Number.parseInt(embedded.slice(0, 16), 2).toString(16)}:${Number.parseInt(embedded.slice(16), 2).toString(16)}`;
  const [head = '', tail] = plain.split('::');
  const before = head === '' ? [] : head.split(':');
  if (tail === undefined) return before;
  const after = tail === '' ? [] : tail.split(':');
  return [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after];
}

/** The address that the text spells; undefined when it spells none. */
export function parseAddress(text: string): Address | undefined {
  if (text.length > MAX_ADDRESS_LENGTH) return undefined;
  if (v4Number(text) >= 0) return { version: 4, bits: bitsOfV4(text) };
  if (!isIPv6(text) || text.includes('%')) return undefined;
  const bits = groupsOfV6(text).map((group) => bitsOf(Number.parseInt(group, 16), 16));
  return { version: 6, bits: bits.join('') };
}

/**
 * Reads `10.0.0.0/24` or `2001:db8::/32`.
 * @throws {InvalidPatternError} in the words of EventBridge's compiler.
 */
export function parseAddressRange(text: string): AddressRange {
  const [ip, mask, ...rest] = text.split('/');
  if (ip === undefined || mask === undefined || rest.length > 0) {
    throw new InvalidPatternError("Malformed CIDR, one '/' required");
  }
  if (!/^[+-]?\d+$/u.test(mask)) throw new InvalidPatternError('Malformed CIDR, mask bits must be an integer');
  const maskBits = Number(mask);
  if (maskBits < 0) throw new InvalidPatternError('Malformed CIDR, mask bits must not be negative');
  const address = parseAddress(ip);
  if (address === undefined) throw new InvalidPatternError(`Nonstandard IP address: ${ip}`);
  const widest = address.bits.length;
  if (maskBits >= widest) throw new InvalidPatternError(`IPv${address.version} mask bits must be < ${widest}`);
  return { version: address.version, maskBits, prefix: address.bits.slice(0, maskBits) };
}

export const isInRange = (range: AddressRange, address: Address): boolean =>
  address.version === range.version && address.bits.startsWith(range.prefix);
