/** Bits per value that is added, at least. */
const BITS_PER_VALUE = 64;
const MIN_BITS = 1_024;
const MAX_BITS = 1_048_576;

/** Multiplier that spreads a number over 32 bits. Knuth, The Art of Computer Programming, volume 3, 6.4. */
const SPREAD = 0x9e_37_79_b1;

const hashNumber = (value: number): number => Math.imul(value | 0, SPREAD);

/** How many characters of a text are taken from its middle and from its end. */
const SAMPLE = 4;

const STEP = 31;

/** Of the length and of what is in the middle and at the end: there texts differ more than where they begin. */
function hashText(value: string): number {
  const length = value.length;
  const middle = length >>> 1;
  let hash = length;
  for (let at = Math.max(0, length - SAMPLE); at < length; at += 1) hash = Math.imul(hash, STEP) + value.charCodeAt(at);
  for (let at = Math.max(0, middle - SAMPLE); at < middle; at += 1) hash = Math.imul(hash, STEP) + value.charCodeAt(at);
  return Math.imul(hash, SPREAD);
}

/** The same for ASCII text in bytes. */
function hashBytes(bytes: Uint8Array, from: number, to: number): number {
  const middle = from + ((to - from) >>> 1);
  let hash = to - from;
  for (let at = Math.max(from, to - SAMPLE); at < to; at += 1) hash = Math.imul(hash, STEP) + (bytes[at] ?? 0);
  for (let at = Math.max(from, middle - SAMPLE); at < middle; at += 1) hash = Math.imul(hash, STEP) + (bytes[at] ?? 0);
  return Math.imul(hash, SPREAD);
}

/**
 * Says of most values that are not among some, quickly and out of little memory, that they are not. A Bloom filter with one hash: a
 * lookup in a large table costs several reads of cold memory, and nearly all lookups of a matcher find nothing.
 */
export class SeenFilter {
  readonly #bits: Uint32Array;
  readonly #shift: number;

  constructor(values: readonly (string | number)[]) {
    const wanted = Math.min(MAX_BITS, Math.max(MIN_BITS, values.length * BITS_PER_VALUE));
    const power = Math.ceil(Math.log2(wanted));
    this.#shift = 32 - power;
    this.#bits = new Uint32Array(2 ** power / 32);
    for (const value of values) this.add(typeof value === 'string' ? hashText(value) : hashNumber(value));
  }

  mayHaveNumber(value: number): boolean {
    return this.has(hashNumber(value));
  }

  mayHaveText(value: string): boolean {
    return this.has(hashText(value));
  }

  /** For ASCII text from one place up to another. */
  mayHaveBytes(bytes: Uint8Array, from: number, to: number): boolean {
    return this.has(hashBytes(bytes, from, to));
  }

  private has(hash: number): boolean {
    const bit = hash >>> this.#shift;
    return (((this.#bits[bit >>> 5] ?? 0) >>> (bit & 31)) & 1) === 1;
  }

  private add(hash: number): void {
    const bit = hash >>> this.#shift;
    this.#bits[bit >>> 5] = (this.#bits[bit >>> 5] ?? 0) | (1 << (bit & 31));
  }
}
