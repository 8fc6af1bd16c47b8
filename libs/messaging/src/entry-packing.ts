import { entryBytes, type PutEventsEntry } from '@tidings/events';

/** Entries per PutEvents call. Source: docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
const MAX_ENTRIES_PER_CALL = 10;
/**
 * Bytes of all entries of a call: AWS takes 1 MB since January 2026, 256 KB before; a decimal megabyte is safe by either count.
 * Source: docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html
 */
const MAX_CALL_BYTES = 1_000_000;

/** Packs items into as few calls as their order allows, each within PutEvents' limits. */
export function packCalls<T extends { readonly entry: PutEventsEntry }>(
  items: readonly T[],
): readonly (readonly T[])[] {
  const calls: T[][] = [];
  let bytes = 0;
  for (const item of items) {
    const size = entryBytes(item.entry);
    const call = calls.at(-1);
    if (call === undefined || call.length === MAX_ENTRIES_PER_CALL || bytes + size > MAX_CALL_BYTES) {
      calls.push([item]);
      bytes = size;
    } else {
      call.push(item);
      bytes += size;
    }
  }
  return calls;
}
