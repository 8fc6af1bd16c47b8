/** Bits per value that is added, at least. */
const BITS_PER_VALUE = 16;
const MIN_BITS = 1_024;
const MAX_BITS = 1_048_576;

/** Multiplier that spreads a number over 32 bits. Knuth, The Art of Computer Programming, volume 3, 6.4. */
const SPREAD = 0x9e_37_79_b1;

const hashNumber = (value: number): number => Math.imul(value | 0, SPREAD);

/** Of the length and the last four characters: in what tells one text from another, ends differ more than beginnings. */
function hashText(value: string): number {
  let hash = value.length;
  for (let at = value.length - 1, stop = Math.max(0, value.length - 4); at >= stop; at -= 1) {
    hash = Math.imul(hash, 31) + value.charCodeAt(at);
  }
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

  private has(hash: number): boolean {
    const bit = hash >>> this.#shift;
    return (((this.#bits[bit >>> 5] ?? 0) >>> (bit & 31)) & 1) === 1;
  }

  private add(hash: number): void {
    const bit = hash >>> this.#shift;
    this.#bits[bit >>> 5] = (this.#bits[bit >>> 5] ?? 0) | (1 << (bit & 31));
  }
}
