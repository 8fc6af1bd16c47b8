import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readZip } from './zip.ts';

interface File {
  readonly name: string;
  readonly content: string;
  readonly deflate?: boolean;
}

/** A zip as tools write it: a local header before each file, the directory at the end. */
function zipOf(files: readonly File[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, deflate } of files) {
    const data = deflate ? deflateRawSync(content) : Buffer.from(content);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(deflate ? 8 : 0, 4);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(Buffer.byteLength(content), 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, Buffer.from(name), data]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), fields, tail, Buffer.from(name)]),
    );
    parts.push(local);
    offset += local.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(entries.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, entries, Buffer.from('PK\u0005\u0006'), end]);
}

const textsOf = (zip: Buffer): readonly (readonly [string, string])[] =>
  [...readZip(zip)].map(([name, content]) => [name, content.toString()] as const);

describe('A zip', () => {
  it('gives its stored and deflated files', () => {
    const long = 'export const handler = async () => 1;\n'.repeat(100);
    const files = [
      { name: 'index.mjs', content: long, deflate: true },
      { name: 'lib/', content: '' },
      { name: 'lib/data.json', content: '{}' },
    ];
    expect(textsOf(zipOf(files))).toStrictEqual([
      ['index.mjs', long],
      ['lib/data.json', '{}'],
    ]);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['other bytes', Buffer.from('this is not a zip, but long enough to be one')],
    ['a torn zip', zipOf([{ name: 'a', content: 'b'.repeat(100), deflate: true }]).subarray(40)],
  ])('that is %s is refused', (_, bytes) => {
    expect(() => readZip(bytes)).toThrow(/Could not unzip uploaded file/);
  });

  it('cannot grow beyond what it says', () => {
    const zip = zipOf([{ name: 'a', content: 'b'.repeat(100_000), deflate: true }]);
    zip.writeUInt32LE(10, zip.lastIndexOf('PK\u0001\u0002') + 24);
    expect(() => readZip(zip)).toThrow(/Could not unzip uploaded file/);
  });
});
