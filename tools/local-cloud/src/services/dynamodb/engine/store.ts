import type { Callback } from './dynalite.ts';
import type { Item } from './item.ts';
import { OrderedMap } from './ordered-map.ts';
import type { Range } from './ordered-map.ts';
import { ValueStream } from './value-stream.ts';

export interface KeySchemaElement {
  readonly AttributeName: string;
  readonly KeyType: 'HASH' | 'RANGE';
}

/** A table as the engine keeps it: its description, with more members than are named here. */
export interface Table {
  readonly TableName: string;
  readonly TableArn: string;
  readonly TableId: string;
  TableStatus: string;
  CreationDateTime: number;
  readonly KeySchema: readonly KeySchemaElement[];
  readonly AttributeDefinitions: readonly { readonly AttributeName: string; readonly AttributeType: string }[];
  GlobalSecondaryIndexes?: TableIndex[];
  readonly LocalSecondaryIndexes?: TableIndex[];
}

export interface TableIndex {
  readonly IndexName: string;
  readonly KeySchema: readonly KeySchemaElement[];
  IndexStatus?: string;
  ItemCount?: number;
}

/** Why an item changes: a caller's request, or its time to live that ran out. */
export type Cause = 'request' | 'expiry';

export interface Change {
  readonly tableName: string;
  readonly key: string;
  readonly oldItem: Item | undefined;
  readonly newItem: Item | undefined;
  readonly cause: Cause;
}

type Release = <T>(callback: T) => T;

/** One ordered space of keys, with the calls that the engine makes of LevelDB. Every callback is called before the call returns. */
export interface Space<V> {
  readonly entries: OrderedMap<V>;
  get(key: string, callback: Callback<V>): void;
  put(key: string, value: V, callback: Callback<void>): void;
  del(key: string, callback: Callback<void>, cause?: Cause): void;
  /** Runs at once: nothing here waits, so nothing comes between. */
  lock(key: string, run: (release: Release) => void): void;
  createKeyStream(range: Range): ValueStream;
  createValueStream(range: Range): ValueStream;
}

export interface EngineStore {
  /** Tells our stores from dynalite's own. */
  readonly isOrdered: true;
  readonly options: {
    readonly createTableMs: 0;
    readonly deleteTableMs: 0;
    readonly updateTableMs: 0;
    readonly maxItemSize: number;
  };
  readonly tableDb: Space<Table> & { readonly awsRegion: string; readonly awsAccountId: string };
  getItemDb(tableName: string): Space<Item>;
  getIndexDb(kind: string, tableName: string, indexName: string): Space<Item>;
  getTable(name: string, checkStatus: boolean | Callback<Table>, callback?: Callback<Table>): void;
  deleteItemDb(tableName: string, callback: Callback<void>): void;
  deleteIndexDb(
    ...given: readonly [kind: string, tableName: string, indexName: string, callback: Callback<void>]
  ): void;
  deleteTagDb(tableName: string, callback: Callback<void>): void;
}

export interface StoreOptions {
  readonly region: string;
  readonly accountId: string;
  /** Throws when a transaction under way holds the item. */
  readonly guard: (tableName: string, key: string) => void;
  /** Called for each item that is put or deleted, before anything else can happen. */
  readonly onChange: (change: Change) => void;
}

/** Largest item, attribute names included. docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const MAX_ITEM_BYTES = 400 * 1024;

interface Hooks<V> {
  readonly guard?: (key: string) => void;
  readonly changed?: (
    key: string,
    values: { readonly before: V | undefined; readonly after: V | undefined; readonly cause: Cause },
  ) => void;
}

export function makeSpace<V>(hooks: Hooks<V> = {}): Space<V> {
  const entries = new OrderedMap<V>();
  return {
    entries,
    get: (key, callback) => callback(null, entries.get(key)),
    put: (key, value, callback) => {
      const before = hooks.changed === undefined ? undefined : entries.get(key);
      entries.set(key, value);
      hooks.changed?.(key, { before, after: value, cause: 'request' });
      callback(null);
    },
    del: (key, callback, cause = 'request') => {
      const before = entries.get(key);
      if (entries.delete(key)) hooks.changed?.(key, { before, after: undefined, cause });
      callback(null);
    },
    lock: (key, run) => {
      hooks.guard?.(key);
      run((callback) => callback);
    },
    createKeyStream: (range) => new ValueStream(() => entries.keys(range)),
    createValueStream: (range) => new ValueStream(() => entries.values(range)),
  };
}

function notFound(message: string): Error {
  return Object.assign(new Error(message), {
    name: 'NotFoundError',
    statusCode: 400,
    body: { __type: 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException', message },
  });
}

const unknownTable = (name: string, strict: boolean): Error =>
  notFound(`Requested resource not found${strict ? '' : `: Table: ${name} not found`}`);

/** Reads a table for the engine; the words of the refusal are those of item calls, or of table calls when not `strict`. */
function makeGetTable(tables: OrderedMap<Table>): EngineStore['getTable'] {
  return (name, checkStatus, callback) => {
    const answer = typeof checkStatus === 'function' ? checkStatus : callback;
    const table = tables.get(name);
    if (table === undefined) answer?.(unknownTable(name, checkStatus !== false));
    else answer?.(null, table);
  };
}

/** The engine writes a new or changed table a second time from a timer; by then it may be gone or another one. */
function makeTableSpace(): Space<Table> {
  const space = makeSpace<Table>();
  const isStale = (name: string, table: Table): boolean => {
    const current = space.entries.get(name);
    return current === undefined ? table.TableStatus !== 'CREATING' : current.TableId !== table.TableId;
  };
  return {
    ...space,
    put: (name, table, callback) => (isStale(name, table) ? callback(null) : space.put(name, table, callback)),
  };
}

/** The store that dynalite's actions run on: ordered maps in memory, and a hook where each item changes. */
export function makeEngineStore(options: StoreOptions): EngineStore {
  const tables = makeTableSpace();
  const items = new Map<string, Space<Item>>();
  const indexes = new Map<string, Space<Item>>();
  const makeItems = (tableName: string): Space<Item> =>
    makeSpace<Item>({
      guard: (key) => options.guard(tableName, key),
      changed: (key, { before, after, cause }) =>
        options.onChange({ tableName, key, oldItem: before, newItem: after, cause }),
    });
  const spaceOf = (spaces: Map<string, Space<Item>>, name: string, make: () => Space<Item>): Space<Item> => {
    const space = spaces.get(name) ?? make();
    spaces.set(name, space);
    return space;
  };
  const indexName = (kind: string, tableName: string, index: string): string =>
    `${kind.toLowerCase()}~${tableName}~${index}`;
  return {
    isOrdered: true,
    options: { createTableMs: 0, deleteTableMs: 0, updateTableMs: 0, maxItemSize: MAX_ITEM_BYTES },
    tableDb: { ...tables, awsRegion: options.region, awsAccountId: options.accountId },
    getItemDb: (tableName) => spaceOf(items, tableName, () => makeItems(tableName)),
    getIndexDb: (kind, tableName, index) =>
      spaceOf(indexes, indexName(kind, tableName, index), () => makeSpace<Item>()),
    getTable: makeGetTable(tables.entries),
    deleteItemDb: (tableName, callback) => {
      items.delete(tableName);
      callback(null);
    },
    deleteIndexDb: (...[kind, tableName, index, callback]) => {
      indexes.delete(indexName(kind, tableName, index));
      callback(null);
    },
    deleteTagDb: (_tableName, callback) => callback(null),
  };
}
