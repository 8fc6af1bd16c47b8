import type { Item } from './item.ts';

/** Bytes that texts take in UTF-8 beyond one for each of their UTF-16 units. */
function extraBytes(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value) - value.length;
  if (typeof value !== 'object' || value === null) return 0;
  let bytes = 0;
  for (const [name, member] of Object.entries(value))
    bytes += extraBytes(member) + (Array.isArray(value) ? 0 : extraBytes(name));
  return bytes;
}

/** An item's size by the engine's count: one byte for each UTF-16 unit of a text. */
export type CountUnits = (item: Item, ...forPage: readonly unknown[]) => number;

interface Sized {
  itemSize: CountUnits;
  /** Set once the count is in bytes: the module is shared by all clouds of a process. */
  countsBytes?: true;
}

/**
 * Makes the engine count texts in UTF-8, as DynamoDB does; the sizes that end a page stay as they are.
 * docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export function countBytes(functions: Sized): void {
  if (functions.countsBytes === true) return;
  const countUnits = functions.itemSize;
  functions.itemSize = (item, ...forPage) => countUnits(item, ...forPage) + (forPage.length > 0 ? 0 : extraBytes(item));
  functions.countsBytes = true;
}
