import { defineConfig } from 'vitest/config';

/** `*.browser.spec.ts` needs a Chromium on the machine; without one they say so and are skipped. */
export default defineConfig({
  test: {
    reporters: process.env['CI'] === undefined ? ['default'] : ['dot'],
    include: ['**/*.browser.spec.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/out-tsc/**', '**/.nx/**', '**/.tidings/**'],
    pool: 'forks',
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
