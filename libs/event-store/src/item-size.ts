import { Buffer } from 'node:buffer';

/** Overhead of a list or map, and of each of its entries, in bytes. */
const CONTAINER_BYTES = 3;
const ENTRY_BYTES = 1;
/** A UTF-16 unit is at most six bytes of JSON (an escape) and at most three of UTF-8. */
const MAX_BYTES_PER_UNIT = 6;
/** Longest JSON or DynamoDB form of a JavaScript number. */
const MAX_NUMBER_BYTES = 25;

/**
 * Bytes of one attribute value, as DynamoDB counts them for limits and capacity.
 * Source: docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export function attributeBytes(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return numberBytes(value);
  if (Array.isArray(value)) {
    return value.reduce<number>((sum, entry) => sum + attributeBytes(entry) + ENTRY_BYTES, CONTAINER_BYTES);
  }
  if (typeof value === 'object' && value !== null) return mapBytes(value, ENTRY_BYTES) + CONTAINER_BYTES;
  return 1;
}

/** Bytes of a whole item: the names and values of its attributes. Same source as `attributeBytes`. */
export function itemBytes(item: object): number {
  return mapBytes(item, 0);
}

/** Bytes of a value as JSON text in UTF-8. */
export function jsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value) ?? '');
}

/**
 * A bound that neither `jsonBytes` nor `attributeBytes` of the value exceeds, without building text;
 * it stops as soon as the bound is over `enough`. Most events are far below every limit, and this is all they pay.
 */
export function bytesAtMost(value: unknown, enough: number): number {
  if (typeof value === 'string') return value.length * MAX_BYTES_PER_UNIT + 2;
  if (typeof value !== 'object' || value === null) return MAX_NUMBER_BYTES;
  let bytes = CONTAINER_BYTES;
  const entries = value as Readonly<Record<string, unknown>>;
  // Indexes of a list count as names here: too much, and the quickest way through both.
  for (const name in entries) {
    bytes += name.length * MAX_BYTES_PER_UNIT + CONTAINER_BYTES + ENTRY_BYTES + bytesAtMost(entries[name], enough);
    if (bytes > enough) return bytes;
  }
  return bytes;
}

function mapBytes(map: object, perEntry: number): number {
  let bytes = 0;
  for (const [name, value] of Object.entries(map)) {
    if (value !== undefined) bytes += Buffer.byteLength(name) + attributeBytes(value) + perEntry;
  }
  return bytes;
}

/** One byte for each two significant digits, one more, and one for a minus sign. */
function numberBytes(value: number): number {
  const digits = Math.abs(value).toExponential().split('e')[0]?.replace('.', '').replace(/0+$/u, '') ?? '';
  return Math.ceil(digits.length / 2) + 1 + (value < 0 ? 1 : 0);
}
