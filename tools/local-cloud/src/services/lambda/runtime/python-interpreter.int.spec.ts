import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { findInterpreter } from './python-interpreter.ts';

const root = mkdtempSync(join(tmpdir(), 'tidings-interpreters-'));
afterEach(() => void vi.unstubAllEnvs());
afterAll(() => rmSync(root, { recursive: true }));

/** Makes a PATH of programs of these names that say that they are these versions. */
function install(versions: Readonly<Record<string, string>>): void {
  const directory = mkdtempSync(join(root, 'bin-'));
  for (const [name, version] of Object.entries(versions)) {
    writeFileSync(join(directory, name), `#!/bin/sh\necho ${version}\n`);
    chmodSync(join(directory, name), 0o755);
  }
  vi.stubEnv('PATH', directory);
}

describe('findInterpreter', () => {
  it.each([
    [
      { 'python3.13': '3.13.2', python3: '3.11.7' },
      { file: 'python3.13', version: '3.13.2' },
    ],
    [{ python3: '3.11.7' }, { file: 'python3', version: '3.11.7' }],
    [{ python3: '3.10.9' }, undefined],
    [{}, undefined],
  ])('finds among %j for python3.13: %j', async (versions, expected) => {
    install(versions);
    expect(await findInterpreter('python3.13')).toEqual(expected);
  });
});
