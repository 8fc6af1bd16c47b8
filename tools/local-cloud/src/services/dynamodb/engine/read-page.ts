import type { Json } from '../../../core/aws-error.ts';
import type { EngineFunctions } from './dynalite.ts';
import type { Item } from './item.ts';
import type { Range } from './ordered-map.ts';
import type { Space, Table } from './store.ts';

/** Bytes read at which a page ends. docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html */
const PAGE_BYTES = 1024 * 1024;

export interface PageRequest {
  readonly space: Space<Item>;
  readonly table: Table;
  /** The validated request of a Query or Scan. */
  readonly data: Json;
  readonly range: Range;
  /** Attributes of `LastEvaluatedKey`. */
  readonly startKeyNames: readonly string[];
}

interface Read {
  readonly items: readonly Item[];
  /** True when the page's limit or its size was reached. */
  readonly isFull: boolean;
}

/** Sizes of stored items, which never change. */
export type ItemSizes = WeakMap<Item, number>;

interface Reader {
  readonly functions: EngineFunctions;
  readonly sizes: ItemSizes;
}

function sizeOf({ functions, sizes }: Reader, item: Item, rangeKey: string | undefined): number {
  const known = sizes.get(item);
  if (known !== undefined) return known;
  const size = functions.itemSize(item, true, true, rangeKey);
  sizes.set(item, size);
  return size;
}

function readItems(reader: Reader, { space, table, data, range }: PageRequest): Read {
  const limit = typeof data['Limit'] === 'number' ? data['Limit'] : Number.POSITIVE_INFINITY;
  const rangeKey = table.KeySchema[1]?.AttributeName;
  const items: Item[] = [];
  let bytes = 0;
  for (const item of space.entries.values(range)) {
    if (items.length >= limit || bytes >= PAGE_BYTES) break;
    items.push(item);
    bytes += sizeOf(reader, item, rangeKey);
  }
  return { items, isFull: items.length >= limit || bytes >= PAGE_BYTES };
}

function filter({ functions }: Reader, data: Json, items: readonly Item[]): readonly Item[] {
  const expression = data['_filter'] as { readonly expression: unknown } | undefined;
  if (expression !== undefined) return items.filter((item) => functions.matchesExprFilter(item, expression.expression));
  const conditions = data['QueryFilter'] ?? data['ScanFilter'];
  if (conditions === undefined) return items;
  return items.filter((item) => functions.matchesFilter(item, conditions, data['ConditionalOperator']));
}

function project({ functions }: Reader, data: Json, items: readonly Item[]): readonly Item[] {
  const projection = data['_projection'] as { readonly paths: unknown } | undefined;
  const paths = projection?.paths ?? data['AttributesToGet'];
  return paths === undefined ? items : items.map((item) => functions.mapPaths(paths, item));
}

/** One page of a Query or Scan that reads its items from one space and is not asked for its capacity. */
export function readPage(reader: Reader, request: PageRequest): Json {
  const { data, startKeyNames } = request;
  const { items, isFull } = readItems(reader, request);
  const last = isFull ? items.at(-1) : undefined;
  const matching = filter(reader, data, items);
  return {
    ScannedCount: items.length,
    ...(last === undefined
      ? {}
      : { LastEvaluatedKey: Object.fromEntries(startKeyNames.map((name) => [name, last[name]] as const)) }),
    Count: matching.length,
    ...(data['Select'] === 'COUNT' ? {} : { Items: project(reader, data, matching) }),
  };
}
