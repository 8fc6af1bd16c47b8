import type { Json } from '../../../core/aws-error.ts';
import type { Callback, EngineFunctions } from './dynalite.ts';
import type { Item } from './item.ts';
import type { Range } from './ordered-map.ts';
import { readPage } from './read-page.ts';
import type { ItemSizes } from './read-page.ts';
import type { EngineStore, Table } from './store.ts';

type UpdateIndexes = (...given: readonly [EngineStore, Table, Item | undefined, Item | null, Callback<void>]) => void;
type QueryTable = (
  ...given: readonly [EngineStore, Table, Json, Range, boolean | undefined, boolean, readonly string[], Callback<Json>]
) => void;

interface Patched extends EngineFunctions {
  updateIndexes: UpdateIndexes;
  queryTable: QueryTable;
  /** Set once the shortcuts are in place: the module is shared by all clouds of a process. */
  shortened?: true;
}

const isMeasured = (data: Json): boolean =>
  data['ReturnConsumedCapacity'] === 'TOTAL' || data['ReturnConsumedCapacity'] === 'INDEXES';

/** Tables without indexes have none to update. */
const shortenUpdate =
  (original: UpdateIndexes): UpdateIndexes =>
  (...given) => {
    const [store, table, , , callback] = given;
    const hasNone = table.GlobalSecondaryIndexes === undefined && table.LocalSecondaryIndexes === undefined;
    if (hasNone && 'isOrdered' in store) callback(null);
    else original(...given);
  };

/** Pages of our own stores are read in one go; stores of other kinds, and requests that count capacity, go the long way. */
function shortenQuery(functions: Patched): QueryTable {
  const original = functions.queryTable;
  const sizes: ItemSizes = new WeakMap();
  return (...given) => {
    const [store, table, data, range, isLocal, fetchesItems, startKeyNames, callback] = given;
    if (!('isOrdered' in store) || fetchesItems || isMeasured(data)) {
      original(...given);
      return;
    }
    const index = data['IndexName'];
    const tableName = table.TableName;
    const space =
      typeof index === 'string'
        ? store.getIndexDb(isLocal === true ? 'local' : 'global', tableName, index)
        : store.getItemDb(tableName);
    callback(null, readPage({ functions, sizes }, { space, table, data, range, startKeyNames }));
  };
}

/** Takes the engine's two longest detours out, with the same results. */
export function takeShortcuts(functions: EngineFunctions): void {
  const patched = functions as Patched;
  if (patched.shortened === true) return;
  patched.updateIndexes = shortenUpdate(patched.updateIndexes);
  patched.queryTable = shortenQuery(patched);
  patched.shortened = true;
}
