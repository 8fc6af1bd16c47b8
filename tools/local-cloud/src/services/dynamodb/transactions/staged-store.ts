import type { Callback } from '../engine/dynalite.ts';
import type { Item } from '../engine/item.ts';
import type { EngineStore, Space } from '../engine/store.ts';

const succeeded = (callback: Callback<void>): void => callback(null);

/** A space that is read through and whose writes only join the list. */
function stage(space: Space<Item>, writes: (() => void)[]): Space<Item> {
  const ignore = (): void => undefined;
  return {
    ...space,
    lock: (_key, run) => run((callback) => callback),
    put: (key, value, callback) => {
      writes.push(() => space.put(key, value, ignore));
      succeeded(callback);
    },
    del: (key, callback) => {
      writes.push(() => space.del(key, ignore));
      succeeded(callback);
    },
  };
}

export interface StagedStore {
  readonly store: EngineStore;
  /** Carries out all writes so far, in one go. */
  commit(): void;
}

/** A view of the store for a transaction: its actions see what is stored, and what they write waits for the commit. */
export function stageStore(store: EngineStore): StagedStore {
  const writes: (() => void)[] = [];
  return {
    store: {
      ...store,
      getItemDb: (tableName) => stage(store.getItemDb(tableName), writes),
      getIndexDb: (kind, tableName, indexName) => stage(store.getIndexDb(kind, tableName, indexName), writes),
    },
    commit: () => {
      for (const write of writes) write();
    },
  };
}
