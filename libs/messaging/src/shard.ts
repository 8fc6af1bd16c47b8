/** 32-bit FNV-1a. Source: datatracker.ietf.org/doc/html/rfc9923 */
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * The shard of a key, 0 to `shards` - 1: the same for ever, so that a row can be found again; summed over on read.
 * @throws {RangeError} `shards` is not a positive integer.
 */
export function shardOf(key: string, shards: number): number {
  if (!Number.isInteger(shards) || shards < 1) throw new RangeError(`${shards} is not a number of shards`);
  let hash = FNV_OFFSET;
  for (let index = 0; index < key.length; index += 1) {
    const unit = key.charCodeAt(index);
    hash = Math.imul(hash ^ (unit & 0xff), FNV_PRIME);
    hash = Math.imul(hash ^ (unit >>> 8), FNV_PRIME);
  }
  // FNV's low bits mix badly on their own: fold the high half in.
  return ((hash ^ (hash >>> 16)) >>> 0) % shards;
}
