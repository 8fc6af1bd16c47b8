import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CannotWriteCatalogError } from './cannot-write-catalog-error.ts';
import { MANIFEST, writeFolder } from './output-folder.ts';

const parent = mkdtempSync(join(tmpdir(), 'tidings-catalog-'));
afterAll(() => rmSync(parent, { recursive: true }));
const fresh = (): string => mkdtempSync(join(parent, 'out-'));

describe('the folder of a catalog', () => {
  it('is made where there is none', () => {
    const folder = join(fresh(), 'a/b');
    expect(writeFolder(folder, [{ path: 'c/d.html', text: 'd' }])).toEqual({ written: 1, removed: 0 });
    expect(readFileSync(join(folder, 'c/d.html'), 'utf8')).toBe('d');
  });

  it('is refused below a file', () => {
    const file = join(fresh(), 'file');
    writeFileSync(file, '');
    const folder = join(file, 'catalog');
    const refusal = new CannotWriteCatalogError(`${folder} cannot be made: choose another one with --out.`);
    expect(() => writeFolder(folder, [])).toThrow(refusal);
  });

  it('loses the files of an earlier catalog, and their empty folders, and nothing else', () => {
    const folder = fresh();
    writeFolder(folder, [
      { path: 'events/old.html', text: 'old' },
      { path: 'index.html', text: 'one' },
    ]);
    writeFileSync(join(folder, 'mine.txt'), 'mine');
    expect(writeFolder(folder, [{ path: 'index.html', text: 'two' }])).toEqual({ written: 1, removed: 1 });
    expect(readdirSync(folder).toSorted()).toEqual([MANIFEST, 'index.html', 'mine.txt']);
    expect(readFileSync(join(folder, 'index.html'), 'utf8')).toBe('two');
  });

  it('is refused when it holds something else, and stays as it was', () => {
    const folder = fresh();
    writeFileSync(join(folder, 'thesis.txt'), 'years of work');
    expect(() => writeFolder(folder, [{ path: 'thesis.txt', text: '' }])).toThrow(CannotWriteCatalogError);
    expect(readFileSync(join(folder, 'thesis.txt'), 'utf8')).toBe('years of work');
    expect(readdirSync(folder)).toEqual(['thesis.txt']);
  });

  it('is refused when it is a file', () => {
    const file = join(fresh(), 'file');
    writeFileSync(file, '');
    expect(() => writeFolder(file, [])).toThrow(CannotWriteCatalogError);
  });

  it.each(['../outside.txt', '/etc/hostname', 'a/../../outside.txt', ''])(
    'is refused when its list of files names %j, which is outside',
    (path) => {
      const folder = join(fresh(), 'in');
      mkdirSync(folder);
      writeFileSync(join(folder, '../outside.txt'), 'stays');
      writeFileSync(join(folder, MANIFEST), JSON.stringify({ files: [path] }));
      expect(() => writeFolder(folder, [])).toThrow(CannotWriteCatalogError);
      expect(existsSync(join(folder, '../outside.txt'))).toBe(true);
    },
  );
});
