/** Bounds of a walk over keys, as LevelDB names them. */
export interface Range {
  readonly gte?: string;
  readonly gt?: string;
  readonly lte?: string;
  readonly lt?: string;
  readonly reverse?: boolean;
}

/** A block is split in two at this many keys: large enough for few blocks, small enough that an insert moves little. */
const MAX_BLOCK_KEYS = 512;

/** Sorts after every key: the engine's keys are ASCII. */
const AFTER_ALL = '\uffff';

/** First position in ascending `keys` whose key is not before `key`, or is after it when `after`. */
function position(keys: readonly string[], key: string, after: boolean): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const candidate = keys[middle] ?? '';
    if (candidate < key || (after && candidate === key)) low = middle + 1;
    else high = middle;
  }
  return low;
}

const isBelow = (range: Range, key: string): boolean =>
  (range.gte !== undefined && key < range.gte) || (range.gt !== undefined && key <= range.gt);

const isAbove = (range: Range, key: string): boolean =>
  (range.lte !== undefined && key > range.lte) || (range.lt !== undefined && key >= range.lt);

/** A map that walks its keys in order; insert, delete and seek cost the logarithm of its size. */
export class OrderedMap<V> {
  readonly #values = new Map<string, V>();
  /** Ascending blocks of ascending keys, none of them empty. */
  readonly #blocks: string[][] = [];

  get size(): number {
    return this.#values.size;
  }

  get(key: string): V | undefined {
    return this.#values.get(key);
  }

  set(key: string, value: V): void {
    if (!this.#values.has(key)) this.#insert(key);
    this.#values.set(key, value);
  }

  delete(key: string): boolean {
    if (!this.#values.delete(key)) return false;
    const at = this.#blockOf(key);
    const block = this.#blocks[at];
    if (block === undefined) return true;
    block.splice(position(block, key, false), 1);
    if (block.length === 0) this.#blocks.splice(at, 1);
    return true;
  }

  /** Keys in the range. The map must not change while the walk is under way. */
  *keys(range: Range = {}): Generator<string> {
    yield* range.reverse === true ? this.#descending(range) : this.#ascending(range);
  }

  *values(range: Range = {}): Generator<V> {
    for (const key of this.keys(range)) yield this.#values.get(key) as V;
  }

  *#ascending(range: Range): Generator<string> {
    const from = range.gte ?? range.gt ?? '';
    const isAfter = range.gte === undefined && range.gt !== undefined;
    for (const block of this.#blocksFrom(this.#blockOf(from), 1)) {
      for (let index = position(block, from, isAfter); index < block.length; index += 1) {
        const key = block[index] ?? '';
        if (isAbove(range, key)) return;
        yield key;
      }
    }
  }

  *#descending(range: Range): Generator<string> {
    const from = range.lte ?? range.lt ?? AFTER_ALL;
    const isAfter = range.lte !== undefined;
    for (const block of this.#blocksFrom(this.#blockOf(from), -1)) {
      for (let index = position(block, from, isAfter) - 1; index >= 0; index -= 1) {
        const key = block[index] ?? '';
        if (isBelow(range, key)) return;
        yield key;
      }
    }
  }

  *#blocksFrom(start: number, step: 1 | -1): Generator<readonly string[]> {
    for (let at = start; ; at += step) {
      const block = this.#blocks[at];
      if (block === undefined) return;
      yield block;
    }
  }

  /** The block that holds the key or would take it; the last one when the key is after all others. */
  #blockOf(key: string): number {
    let low = 0;
    let high = Math.max(0, this.#blocks.length - 1);
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#blocks[middle]?.at(-1) ?? '') < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #insert(key: string): void {
    const at = this.#blockOf(key);
    const block = this.#blocks[at];
    if (block === undefined) {
      this.#blocks.push([key]);
      return;
    }
    block.splice(position(block, key, false), 0, key);
    if (block.length > MAX_BLOCK_KEYS) this.#blocks.splice(at + 1, 0, block.splice(MAX_BLOCK_KEYS >>> 1));
  }
}
