import { defineConfig } from 'vitest/config';
import { pythonTests } from './tools/workspace/src/testing/python-tests.ts';

const NOT_TESTS = ['**/node_modules/**', '**/dist/**', '**/out-tsc/**', '**/cdk.out/**', '**/.nx/**', '**/.tidings/**'];

/** Folder of the one Nx project to test, when Nx asks; the whole workspace otherwise. */
const WITHIN = process.env['TEST_WITHIN'] ?? '.';

/** A project that lies inside another one tests itself. */
const NESTED = WITHIN === 'libs/events' ? ['libs/events/contracts/**'] : [];

const specs = (pattern: string): string[] => [WITHIN === '.' ? pattern : `${WITHIN}/${pattern}`];
const e2e = WITHIN === '.' ? ['e2e/**/*.spec.ts'] : specs('**/*.spec.ts').filter((path) => path.startsWith('e2e/'));

/** `*.spec.ts` needs nothing, `test_*.py` a python3, `*.int.spec.ts` the local cloud, `e2e/` the synthesized templates. */
export default defineConfig({
  test: {
    passWithNoTests: true,
    reporters: process.env['CI'] === undefined ? ['default'] : ['dot'],
    projects: [
      {
        plugins: [pythonTests],
        test: {
          name: 'unit',
          include: [...specs('**/*.spec.ts'), ...specs('**/test_*.py')],
          exclude: [...NOT_TESTS, ...NESTED, '**/*.int.spec.ts', '**/*.browser.spec.ts', 'e2e/**'],
          pool: 'threads',
          isolate: false,
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'int',
          include: specs('**/*.int.spec.ts'),
          globalSetup: './tools/workspace/src/testing/local-cloud-setup.ts',
          exclude: [...NOT_TESTS, ...NESTED, 'e2e/**'],
          pool: 'forks',
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: e2e,
          exclude: NOT_TESTS,
          pool: 'forks',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
