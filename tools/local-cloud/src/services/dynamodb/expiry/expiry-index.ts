import type { Item } from '../engine/item.ts';
import { OrderedMap } from '../engine/ordered-map.ts';
import type { Change } from '../engine/store.ts';

/** Times more than five years in the past are ignored. docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-before-you-start.html */
const MAX_AGE_SECONDS = 5 * 365 * 24 * 60 * 60;
/** Digits of an epoch second as it is sorted. */
const DIGITS = 12;

interface Watch {
  /** Epoch seconds on the cloud's clock. */
  readonly now: () => number;
  /** Called when an item may expire earlier than all others so far. */
  readonly onEarlier: (atSeconds: number) => void;
}

/** The items of one table by the second at which they expire. */
export class ExpiryIndex {
  readonly attribute: string;
  readonly #due = new OrderedMap<string>();
  readonly #watch: Watch;

  constructor(attribute: string, watch: Watch) {
    this.attribute = attribute;
    this.#watch = watch;
  }

  /** Keeps up with one change of an item. */
  note({ key, oldItem, newItem }: Pick<Change, 'key' | 'oldItem' | 'newItem'>): void {
    const before = this.#secondsOf(oldItem);
    const after = this.#secondsOf(newItem);
    if (before === after) return;
    if (before !== undefined) this.#due.delete(entryOf(before, key));
    if (after === undefined || after <= this.#watch.now() - MAX_AGE_SECONDS) return;
    const first = this.next();
    this.#due.set(entryOf(after, key), key);
    if (first === undefined || after < first) this.#watch.onEarlier(after);
  }

  /** Epoch seconds at which the next item expires. */
  next(): number | undefined {
    for (const entry of this.#due.keys()) return Number(entry.slice(0, DIGITS));
    return undefined;
  }

  /** Keys of the items that have expired at this time. */
  expired(nowSeconds: number): readonly string[] {
    return [...this.#due.values({ lt: entryOf(nowSeconds + 1, '') })];
  }

  /** True when the item's own time says so; the index only says when to look. */
  isExpired(item: Item, nowSeconds: number): boolean {
    const seconds = this.#secondsOf(item);
    return seconds !== undefined && seconds <= nowSeconds;
  }

  /** Items without the attribute, or where it is not a number, never expire. */
  #secondsOf(item: Item | undefined): number | undefined {
    const text = item?.[this.attribute]?.['N'];
    const seconds = typeof text === 'string' ? Math.floor(Number(text)) : Number.NaN;
    return seconds >= 0 && seconds < 10 ** DIGITS ? seconds : undefined;
  }
}

const entryOf = (seconds: number, key: string): string => `${String(seconds).padStart(DIGITS, '0')}${key}`;
