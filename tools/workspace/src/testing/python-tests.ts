/** The part of a Vite plugin that this one is. */
interface LoadPlugin {
  readonly name: string;
  readonly enforce: 'pre';
  readonly load: (id: string) => string | undefined;
}

/** The file that runs a Python test; generated modules name it. */
const RUNNER = new URL('./run-python-tests.ts', import.meta.url).pathname;

const PYTHON_TESTS = /\/test_\w+\.py$/u;

/**
 * Lets vitest run `test_*.py` files beside specs: each becomes a test that runs it with unittest, or is skipped with the
 * reason where no python3 is installed.
 */
export const pythonTests: LoadPlugin = {
  name: 'python-tests',
  enforce: 'pre',
  load: (id) => {
    const [file = ''] = id.split('?');
    if (!PYTHON_TESTS.test(file)) return undefined;
    return `import { definePythonTests } from ${JSON.stringify(RUNNER)};\ndefinePythonTests(${JSON.stringify(file)});\n`;
  },
};
