import { inflateRawSync } from 'node:zlib';
import { invalidParameterValue } from './errors.ts';

/** Signatures and sizes of the parts of a zip file. pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, sections 4.3.7 to 4.3.16 */
const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const MAX_COMMENT_BYTES = 0xffff;

/** Unzipped size of a function. docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_UNZIPPED_BYTES = 262_144_000;

const unreadable = (): Error =>
  invalidParameterValue('Could not unzip uploaded file. Please check your file, then try to upload again.');

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly compressedBytes: number;
  readonly bytes: number;
  readonly offset: number;
  /** Where the next entry of the directory begins. */
  readonly next: number;
}

function findEnd(zip: Buffer): number {
  const lowest = Math.max(0, zip.length - END_BYTES - MAX_COMMENT_BYTES);
  for (let at = zip.length - END_BYTES; at >= lowest; at -= 1) if (zip.readUInt32LE(at) === END_SIGNATURE) return at;
  throw unreadable();
}

function readEntry(zip: Buffer, at: number): Entry {
  if (zip.readUInt32LE(at) !== ENTRY_SIGNATURE) throw unreadable();
  const nameBytes = zip.readUInt16LE(at + 28);
  const nameAt = at + ENTRY_BYTES;
  return {
    name: zip.toString('utf8', nameAt, nameAt + nameBytes),
    method: zip.readUInt16LE(at + 10),
    compressedBytes: zip.readUInt32LE(at + 20),
    bytes: zip.readUInt32LE(at + 24),
    offset: zip.readUInt32LE(at + 42),
    next: nameAt + nameBytes + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32),
  };
}

function contentOf(zip: Buffer, entry: Entry): Buffer {
  const start = entry.offset + LOCAL_BYTES + zip.readUInt16LE(entry.offset + 26) + zip.readUInt16LE(entry.offset + 28);
  const data = zip.subarray(start, start + entry.compressedBytes);
  if (entry.method === 0) return data;
  if (entry.method !== 8) throw unreadable();
  return inflateRawSync(data, { maxOutputLength: Math.max(1, entry.bytes) });
}

function readEntries(zip: Buffer): ReadonlyMap<string, Buffer> {
  const end = findEnd(zip);
  const files = new Map<string, Buffer>();
  let at = zip.readUInt32LE(end + 16);
  let bytes = 0;
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const entry = readEntry(zip, at);
    at = entry.next;
    bytes += entry.bytes;
    if (bytes > MAX_UNZIPPED_BYTES)
      throw invalidParameterValue(`Unzipped size must be smaller than ${MAX_UNZIPPED_BYTES} bytes`);
    if (!entry.name.endsWith('/')) files.set(entry.name, contentOf(zip, entry));
  }
  return files;
}

/**
 * The files of a zip, by path. Reads stored and deflated entries, which is what zip tools write.
 * @throws {AwsError} InvalidParameterValueException for anything that is not such a zip.
 */
export function readZip(zip: Buffer): ReadonlyMap<string, Buffer> {
  if (zip.length < END_BYTES) throw unreadable();
  try {
    return readEntries(zip);
  } catch (error) {
    if (error instanceof RangeError || (error instanceof Error && 'errno' in error)) throw unreadable();
    throw error;
  }
}
