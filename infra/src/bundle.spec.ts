import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundleHash, BundleMissingError } from './bundle.ts';

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

  it('is missing where nothing was built', () => {
    expect(() => bundleHash(at.path)).toThrow(BundleMissingError);
  });
});
