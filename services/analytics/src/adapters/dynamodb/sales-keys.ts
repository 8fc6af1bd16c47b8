import { shardOf } from '@tidings/messaging';
import type { SalesCell, SalesView } from '../../domain/sales.ts';

/** Partitions per view. A number that never changes: rows are found by it. */
export const SHARDS = 8;

/** Views whose keys are few and busy: their rows are spread by event and summed on read. The others spread by key. */
const HOT_VIEWS: ReadonlySet<SalesView> = new Set(['day', 'country']);

/** Separates key and day in a sort key. Keys are escaped, so that the rows of one key are next to one another. */
const SEPARATOR = '#';
/** The character after the separator: sorts after all rows of a key and before those of any later key. */
const AFTER_SEPARATOR = '$';
const DAY_LENGTH = 'YYYY-MM-DD'.length;

/** Primary key of a row. */
export interface RowKey {
  readonly pk: string;
  readonly sk: string;
}

/** Where the change that an event makes to a cell goes. */
export function rowKey({ view, key, day }: SalesCell, eventId: string): RowKey {
  const shard = shardOf(HOT_VIEWS.has(view) ? eventId : key, SHARDS);
  return { pk: partition(view, shard), sk: `${escaped(key)}${SEPARATOR}${day}` };
}

/** All partitions of a view. */
export function partitions(view: SalesView): readonly string[] {
  return Array.from({ length: SHARDS }, (_, shard) => partition(view, shard));
}

/** The cell that a row's primary key names. */
export function cellOf(view: SalesView, sk: string): SalesCell {
  const day = sk.slice(-DAY_LENGTH);
  return { view, key: unescaped(sk.slice(0, -DAY_LENGTH - SEPARATOR.length)), day };
}

/** A sort key between the rows of a key and those of all later ones. */
export function afterKey(key: string): string {
  return `${escaped(key)}${AFTER_SEPARATOR}`;
}

/** A sort key before all rows of a key. */
export function beforeKey(key: string): string {
  return `${escaped(key)}${SEPARATOR}`;
}

function partition(view: SalesView, shard: number): string {
  return `${view}#${shard}`;
}

function escaped(key: string): string {
  return key.replaceAll('%', '%25').replaceAll(SEPARATOR, '%23');
}

function unescaped(key: string): string {
  return key.replaceAll('%23', SEPARATOR).replaceAll('%25', '%');
}
