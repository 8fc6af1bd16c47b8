import { defineConfig } from 'vitest/config';

const NOT_TESTS = ['**/node_modules/**', '**/dist/**', '**/out-tsc/**', '**/cdk.out/**', '**/.nx/**', '**/.tidings/**'];

/** `*.spec.ts` needs nothing, `*.int.spec.ts` the local cloud, `e2e/` the synthesized templates. */
export default defineConfig({
  test: {
    passWithNoTests: true,
    reporters: process.env['CI'] === undefined ? ['default'] : ['dot'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.spec.ts'],
          exclude: [...NOT_TESTS, '**/*.int.spec.ts', 'e2e/**'],
          pool: 'threads',
          isolate: false,
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'int',
          include: ['**/*.int.spec.ts'],
          globalSetup: './tools/workspace/src/testing/local-cloud-setup.ts',
          exclude: [...NOT_TESTS, 'e2e/**'],
          pool: 'forks',
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.spec.ts'],
          exclude: NOT_TESTS,
          pool: 'forks',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
