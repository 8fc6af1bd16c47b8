import type { NumberRange } from './predicate.ts';

/**
 * Ranges with an item each; a lookup finds those around a number in logarithmic time. A segment tree over the bounds: every
 * bound is a slot of its own, and so is every gap between two of them (even slots are gaps, odd ones bounds).
 */
export class RangeTree<Item> {
  readonly #bounds: Float64Array;
  readonly #slots: number;
  readonly #tree: (Item[] | undefined)[];
  /** 1 for every slot that some range covers. */
  readonly #covered: Uint8Array;

  constructor(entries: readonly (readonly [NumberRange, Item])[]) {
    const bounds = new Set(entries.flatMap(([{ low, high }]) => [low, high].filter((bound) => Number.isFinite(bound))));
    this.#bounds = Float64Array.from(bounds).sort();
    this.#slots = 2 * this.#bounds.length + 1;
    this.#tree = Array.from({ length: 2 * this.#slots });
    this.#covered = new Uint8Array(this.#slots);
    for (const [range, item] of entries) this.insert(range, item);
  }

  /** Adds the items of all ranges that the number is in. */
  find(value: number, found: Item[]): void {
    const slot = value < (this.#bounds[0] ?? 0) ? 0 : this.slotOf(value);
    if (this.#covered[slot] !== 1) return;
    for (let node = slot + this.#slots; node >= 1; node >>= 1) {
      const items = this.#tree[node];
      if (items !== undefined) for (const item of items) found.push(item);
    }
  }

  private slotOf(value: number): number {
    let low = 0;
    let high = this.#bounds.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#bounds[middle] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    return this.#bounds[low] === value ? 2 * low + 1 : 2 * low;
  }

  private insert({ low, lowOpen, high, highOpen }: NumberRange, item: Item): void {
    const first = low === Number.NEGATIVE_INFINITY ? 0 : this.slotOf(low) + (lowOpen ? 1 : 0);
    const last = high === Number.POSITIVE_INFINITY ? this.#slots - 1 : this.slotOf(high) - (highOpen ? 1 : 0);
    this.#covered.fill(1, first, last + 1);
    let left = first + this.#slots;
    let right = last + this.#slots + 1;
    for (; left < right; left >>= 1, right >>= 1) {
      if (left % 2 === 1) this.put(left++, item);
      if (right % 2 === 1) this.put(--right, item);
    }
  }

  private put(node: number, item: Item): void {
    (this.#tree[node] ??= []).push(item);
  }
}
