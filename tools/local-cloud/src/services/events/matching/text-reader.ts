import { isDigit } from './address-range.ts';
import {
  BACKSLASH,
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  MINUS,
  OPEN_ARRAY,
  OPEN_OBJECT,
  QUOTE,
  SPACE,
  ZERO,
} from './json-codes.ts';
import { acceptsAbsence } from './match-pattern.ts';
import { addCode, MemberTable, NO_MEMBER, ROOT } from './member-table.ts';
import type { Scalar } from './predicate.ts';
import type { NumberedTest } from './numbered-test.ts';
import { skipSpace, skipValue, UNREADABLE } from './skip-json.ts';
import { testAny } from './test-value.ts';
import type { ValueSieve } from './value-sieve.ts';

/** Bytes after a text that end whatever it leaves open: a string, also behind a backslash, one that seems to follow, then everything. */
const END: readonly number[] = [QUOTE, QUOTE, 0, QUOTE, 0];

/** Digits of an integer that a number holds exactly, whatever they are. */
const MAX_EXACT_DIGITS = 15;

const LITERALS: ReadonlyMap<number, { readonly text: string; readonly value: Scalar }> = new Map([
  [116, { text: 'true', value: true }],
  [102, { text: 'false', value: false }],
  [110, { text: 'null', value: null }],
]);

const isExact = (digits: number): boolean => digits > 0 && digits <= MAX_EXACT_DIGITS;

const encoder = new TextEncoder();

/** What may stand between members: also the end of an array of one element, which is read as if it stood alone. */
const isBetween = (code: number): boolean => code === COMMA || code === CLOSE_ARRAY || (code <= SPACE && code !== 0);

const isAfterNumber = (code: number): boolean => code === COMMA || code === CLOSE_OBJECT || code === CLOSE_ARRAY;

/** For where a string begins: there is no value (but an object or an empty array), a number, or else a literal. */
const NOTHING = -2;
const NUMBER = -1;
const LITERAL = 0;

/**
 * Reads the values of some fields out of the text of an event, passing over all the rest: several times faster than parsing it.
 * Texts with anything unusual on the way to these fields are left to a parser.
 */
export class TextReader {
  readonly #table: MemberTable;
  #bytes = new Uint8Array(4_096);
  #text = '';
  #reading = 0;
  #owner = ROOT;
  /** By member, the reading that found it last and where its name ended. */
  readonly #foundIn: Float64Array;
  readonly #nameEnds: Int32Array;
  /** By member, where its value is if it is a string; what it is otherwise. */
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  readonly #numbers: Float64Array;
  readonly #literals: Scalar[];

  constructor(paths: readonly (readonly string[])[]) {
    this.#table = new MemberTable(paths);
    const size = this.#table.owners.length;
    this.#foundIn = new Float64Array(size);
    this.#nameEnds = new Int32Array(size);
    this.#starts = new Int32Array(size);
    this.#ends = new Int32Array(size);
    this.#numbers = new Float64Array(size);
    this.#literals = Array.from({ length: size }, () => null);
  }

  /**
   * Reads a text of JSON. False when it must be parsed instead: characters beyond ASCII, escapes or arrays of several
   * elements where the fields are, names that occur twice, anything that is no JSON there. The element of an array of one is
   * matched as if it stood alone.
   */
  read(text: string): boolean {
    this.#text = text;
    this.#reading += 1;
    if (!this.#table.isDistinct || !this.encode(text)) return false;
    const start = skipSpace(this.#bytes, 0);
    return this.#bytes[start] === OPEN_OBJECT && this.readEvent(start + 1) === text.length;
  }

  /** False when the field's value in the text that was read last is none of those that the sieve lets through. */
  passes(field: number, sieve: ValueSieve): boolean {
    const member = this.#table.members[field] ?? NO_MEMBER;
    if (this.#foundIn[member] !== this.#reading) return false;
    const start = this.#starts[member] ?? 0;
    if (start > 0) return sieve.mayHoldText(this.#bytes, start, this.#ends[member] ?? 0);
    return start === NUMBER ? sieve.mayHoldNumber(this.#numbers[member] ?? 0) : start === LITERAL;
  }

  /** The value of a field in the text that was read last; undefined when it has none. */
  valueOf(field: number): Scalar | undefined {
    const member = this.#table.members[field] ?? NO_MEMBER;
    if (this.#foundIn[member] !== this.#reading || !this.isSpelled(member)) return undefined;
    const start = this.#starts[member] ?? 0;
    if (start > 0) return this.#text.slice(start, this.#ends[member]);
    if (start === NOTHING) return undefined;
    return start === NUMBER ? this.#numbers[member] : this.#literals[member];
  }

  /** Whether all tests hold for the text that was read last. */
  satisfies(tests: readonly NumberedTest[]): boolean {
    for (const test of tests) {
      const value = this.valueOf(test.field);
      if (value === undefined ? !acceptsAbsence(test) : !testAny(test.anyOf, value)) return false;
    }
    return true;
  }

  /** Names are found by their hash: whether this one, and those it is in, are what they were taken for. */
  private isSpelled(member: number): boolean {
    for (let each = member; each > ROOT; each = this.#table.owners[each] ?? ROOT) {
      if (!this.#table.isSpelled(each, this.#bytes, this.#nameEnds[each] ?? 0)) return false;
    }
    return true;
  }

  /** False for a text that is not all ASCII. */
  private encode(text: string): boolean {
    if (this.#bytes.length < text.length + END.length) this.#bytes = new Uint8Array(2 * text.length + END.length);
    const { read, written } = encoder.encodeInto(text, this.#bytes);
    if (read !== text.length || written !== text.length) return false;
    for (let at = 0; at < END.length; at += 1) this.#bytes[written + at] = END[at] ?? 0;
    return true;
  }

  /** The place after the event. */
  private readEvent(from: number): number {
    let at = from;
    this.#owner = ROOT;
    while (this.#owner !== NO_MEMBER) {
      const code = this.#bytes[at] ?? 0;
      if (code === QUOTE) at = this.readMember(at + 1);
      else if (code === CLOSE_OBJECT) at = this.leaveObject(at);
      else if (isBetween(code)) at += 1;
      else return UNREADABLE;
      if (at === UNREADABLE) return UNREADABLE;
    }
    return skipSpace(this.#bytes, at);
  }

  private leaveObject(at: number): number {
    this.#owner = this.#table.owners[this.#owner] ?? NO_MEMBER;
    return at + 1;
  }

  private readMember(from: number): number {
    const bytes = this.#bytes;
    const owner = this.#owner;
    let hash = owner;
    let end = from;
    for (let code = bytes[end] ?? 0; code !== QUOTE; code = bytes[end] ?? 0) {
      if (code === BACKSLASH) return UNREADABLE;
      hash = addCode(hash, code);
      end += 1;
    }
    const colon = skipSpace(this.#bytes, end + 1);
    if (bytes[colon] !== COLON) return UNREADABLE;
    const at = skipSpace(this.#bytes, colon + 1);
    const member = this.#table.find(hash, owner);
    if (member === NO_MEMBER) return skipValue(this.#bytes, at);
    if (this.#foundIn[member] === this.#reading) return UNREADABLE;
    this.#foundIn[member] = this.#reading;
    this.#nameEnds[member] = end;
    return this.readValue(at, member);
  }

  private readValue(from: number, member: number): number {
    const at = this.#bytes[from] === OPEN_ARRAY ? this.enterArray(from) : from;
    const code = this.#bytes[at] ?? 0;
    if (code === QUOTE) return this.readString(at + 1, member);
    if (code === OPEN_OBJECT) return this.enterObject(at, member);
    if (code !== CLOSE_ARRAY) return this.readPlain(at, member);
    this.#starts[member] = NOTHING;
    return at + 1;
  }

  private enterObject(at: number, member: number): number {
    this.#starts[member] = NOTHING;
    if (this.#table.outer[member] === 0) return skipValue(this.#bytes, at);
    this.#owner = member;
    return at + 1;
  }

  /** The place of the first element, or of the end. What follows one element is no member of an object, and stops the reading. */
  private enterArray(from: number): number {
    let at = from;
    while (this.#bytes[at] === OPEN_ARRAY) at = skipSpace(this.#bytes, at + 1);
    return at;
  }

  private readString(from: number, member: number): number {
    const bytes = this.#bytes;
    let at = from;
    for (let code = bytes[at] ?? 0; code !== QUOTE; code = bytes[at] ?? 0) {
      if (code === BACKSLASH || code < SPACE) return UNREADABLE;
      at += 1;
    }
    this.#starts[member] = from;
    this.#ends[member] = at;
    return at + 1;
  }

  private readPlain(at: number, member: number): number {
    const code = this.#bytes[at] ?? 0;
    if (code === MINUS || isDigit(code)) return this.readNumber(at, member);
    const literal = LITERALS.get(code);
    if (literal === undefined || !this.#text.startsWith(literal.text, at)) return UNREADABLE;
    this.#starts[member] = LITERAL;
    this.#literals[member] = literal.value;
    return at + literal.text.length;
  }

  private readNumber(from: number, member: number): number {
    const first = this.#bytes[from] === MINUS ? from + 1 : from;
    const end = this.digitsEnd(first);
    if (!isExact(end - first) || !isAfterNumber(this.#bytes[end] ?? 0)) return UNREADABLE;
    let value = 0;
    for (let at = first; at < end; at += 1) value = value * 10 + (this.#bytes[at] ?? 0) - ZERO;
    this.#starts[member] = NUMBER;
    this.#numbers[member] = first === from ? value : -value;
    return end;
  }

  private digitsEnd(from: number): number {
    let at = from;
    while (isDigit(this.#bytes[at] ?? 0)) at += 1;
    return at;
  }
}
