import { spawnSync } from 'node:child_process';
import { basename, dirname, resolve } from 'node:path';
import { expect, it } from 'vitest';

const LIBRARY = resolve(import.meta.dirname, '../../../../libs/python');
const NO_PYTHON = 'no python3 is installed';

/** Defines the test that runs a file of Python tests, in its own folder, with the library and all contracts in reach. */
export function definePythonTests(file: string): void {
  it(`python3 -m unittest ${basename(file)}`, (context) => {
    const { error, stderr } = spawnSync('python3', ['-W', 'error', '-m', 'unittest', basename(file)], {
      cwd: dirname(file),
      env: { ...process.env, PYTHONPATH: LIBRARY, PYTHONDONTWRITEBYTECODE: '1' },
      encoding: 'utf8',
    });
    if (error !== undefined && 'code' in error && error.code === 'ENOENT') {
      console.warn(`${basename(file)} is skipped: ${NO_PYTHON}`);
      context.skip(NO_PYTHON);
    }
    // The last line but for a failure's: unittest ends with 0 too when there is no test.
    expect(stderr).toMatch(/^Ran [1-9]\d* tests? in .*\n\nOK/mu);
  });
}
