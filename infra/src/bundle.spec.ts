import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundleHash, BundleMissingError, bundleRuntime } from './bundle.ts';

describe('the identity of a bundle', () => {
  const at = { path: '' };
  beforeEach(() => {
    at.path = mkdtempSync(join(tmpdir(), 'tidings-bundle-'));
  });
  afterEach(() => rmSync(at.path, { recursive: true }));

  it('is its code, whatever its source map says', () => {
    writeFileSync(join(at.path, 'index.mjs'), 'export const a = 1;');
    const before = bundleHash(at.path);
    writeFileSync(join(at.path, 'index.mjs.map'), '{"sources":["/somewhere/else.ts"]}');
    expect(bundleHash(at.path)).toBe(before);
    writeFileSync(join(at.path, 'index.mjs'), 'export const a = 2;');
    expect(bundleHash(at.path)).not.toBe(before);
  });

  it('counts the modules in its folders, and nothing that Python has compiled', () => {
    writeFileSync(join(at.path, 'index.py'), 'import tidings');
    mkdirSync(join(at.path, 'tidings/__pycache__'), { recursive: true });
    writeFileSync(join(at.path, 'tidings/errors.py'), 'a = 1');
    const before = bundleHash(at.path);
    writeFileSync(join(at.path, 'tidings/__pycache__/errors.cpython-313.pyc'), 'compiled');
    expect(bundleHash(at.path)).toBe(before);
    writeFileSync(join(at.path, 'tidings/errors.py'), 'a = 2');
    expect(bundleHash(at.path)).not.toBe(before);
  });

  it('is missing where nothing was built', () => {
    expect(() => bundleHash(at.path)).toThrow(BundleMissingError);
  });
});

describe('the runtime of a bundle', () => {
  it.each([
    ['index.mjs', 'nodejs24.x'],
    ['index.py', 'python3.13'],
  ])('is told by its entry %s', (entry, runtime) => {
    const path = mkdtempSync(join(tmpdir(), 'tidings-bundle-'));
    writeFileSync(join(path, entry), '');
    writeFileSync(join(path, 'other.txt'), '');
    expect(bundleRuntime(path)).toBe(runtime);
    rmSync(join(path, entry));
    expect(() => bundleRuntime(path)).toThrow(BundleMissingError);
    rmSync(path, { recursive: true });
  });
});
