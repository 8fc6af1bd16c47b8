import type { DynamoState, TableSettings } from '../state.ts';
import { tableOf } from '../state.ts';
import { ExpiryIndex } from './expiry-index.ts';

/**
 * How long after its time an item is removed. AWS says "within a few days", so readers must not count on it; here it is long
 * enough to be seen. docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html
 */
export const REMOVAL_LAG_MS: number = 60 * 60 * 1000;

/** Removes one item as its time to live does: with its index entries, and marked in the stream. */
function removeItem(state: DynamoState, tableName: string, key: string): void {
  const { table } = tableOf(state, tableName);
  const space = state.store.getItemDb(tableName);
  const item = space.entries.get(key);
  if (item === undefined) return;
  state.engine.functions.updateIndexes(state.store, table, item, null, () => space.del(key, () => undefined, 'expiry'));
}

function sweep(state: DynamoState, tableName: string, expiry: ExpiryIndex): void {
  const nowSeconds = Math.floor((state.cloud.clock.now() - REMOVAL_LAG_MS) / 1000);
  const space = state.store.getItemDb(tableName);
  for (const key of expiry.expired(nowSeconds)) {
    const item = space.entries.get(key);
    const isFree = !state.transactions.isHeld(tableName, key);
    if (item !== undefined && isFree && expiry.isExpired(item, nowSeconds)) removeItem(state, tableName, key);
  }
}

/** Wakes up when the earliest item is due, and again while items remain. */
class Sweeper {
  readonly #sweep: () => number | undefined;
  readonly #state: DynamoState;
  #dueAtMs = Number.POSITIVE_INFINITY;
  #cancel: () => void = () => undefined;

  constructor(state: DynamoState, sweepAll: () => number | undefined) {
    this.#state = state;
    this.#sweep = sweepAll;
  }

  /** Makes sure that a sweep happens at the latest a removal's lag after this time. */
  wakeFor(atSeconds: number): void {
    const now = this.#state.cloud.clock.now();
    const dueAtMs = Math.max(atSeconds * 1000 + REMOVAL_LAG_MS, now + 1000);
    if (dueAtMs >= this.#dueAtMs) return;
    this.#cancel();
    this.#dueAtMs = dueAtMs;
    this.#cancel = this.#state.cloud.clock.after(dueAtMs - now, () => this.#run());
  }

  #run(): void {
    this.#dueAtMs = Number.POSITIVE_INFINITY;
    const next = this.#sweep();
    if (next !== undefined) this.wakeFor(next);
  }
}

/** Follows the items already there and all that come, and removes each some time after its own time has passed. */
export function startExpiry(state: DynamoState, tableName: string, attribute: string): void {
  const { settings } = tableOf(state, tableName);
  const isCurrent = (): boolean => state.settings.get(tableName) === settings && settings.expiry === expiry;
  const sweeper = new Sweeper(state, () => {
    if (!isCurrent()) return undefined;
    sweep(state, tableName, expiry);
    return expiry.next();
  });
  const expiry: ExpiryIndex = new ExpiryIndex(attribute, {
    now: () => state.cloud.clock.now() / 1000,
    onEarlier: (seconds) => sweeper.wakeFor(seconds),
  });
  settings.expiry = expiry;
  const { entries } = state.store.getItemDb(tableName);
  for (const key of entries.keys()) expiry.note({ key, oldItem: undefined, newItem: entries.get(key) });
}

export function stopExpiry(settings: TableSettings): void {
  settings.expiry = undefined;
}
