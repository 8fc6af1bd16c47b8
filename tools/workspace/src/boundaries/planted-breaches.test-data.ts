/** One file that breaks one fence, and the name under which the fence must report it. */
export interface PlantedBreach {
  readonly fence: string;
  readonly file: string;
  readonly code: string;
}

const value = (specifier: string): string => `import { x } from '${specifier}';\nexport const y = x;\n`;
const type = (specifier: string): string => `import type { X } from '${specifier}';\nexport type Y = X;\n`;

/** Files that the planted imports point at; none of them breaks a fence by itself. */
export const SOUND_FILES: Readonly<Record<string, string>> = {
  'services/orders/src/domain/order.ts': 'export const x = 1;\nexport type X = number;\n',
  'services/orders/src/application/place-order.ts': value('../domain/order.ts'),
  'services/orders/src/adapters/dynamodb/order-store.ts': value('../../domain/order.ts'),
  'services/orders/src/composition.ts': value('./adapters/dynamodb/order-store.ts').replace(/x/gu, 'y as x'),
  'services/orders/src/handlers/place-order.ts': 'export const x = 1;\n',
  'services/orders/src/handlers/place-order.int.spec.ts': value('../../../../tools/local-cloud/src/index.ts'),
  'services/orders/infra/app.ts': value('../../../infra/src/index.ts'),
  'services/analytics/src/domain/sales.ts': 'export const x = 1;\n',
  'infra/src/index.ts': value('aws-cdk-lib'),
  'libs/messaging/src/index.ts': 'export const x = 1;\n',
  'libs/messaging/src/generated/table.ts': 'export const x = 1;\n',
  'libs/events/src/index.ts': 'export const x = 1;\n',
  'tools/local-cloud/src/index.ts': 'export const x = 1;\n',
  'tools/workspace/src/index.ts': 'export const x = 1;\n',
  'e2e/order.ts': value('../tools/local-cloud/src/index.ts'),
};

/** Breaches of the fences between projects and between layers. */
export const IMPORT_BREACHES: readonly PlantedBreach[] = [
  {
    fence: 'domain-imports-inwards',
    file: 'services/orders/src/domain/b1.ts',
    code: type('../application/place-order.ts'),
  },
  {
    fence: 'application-imports-inwards',
    file: 'services/orders/src/application/b2.ts',
    code: value('../adapters/dynamodb/order-store.ts'),
  },
  {
    fence: 'adapters-imports-inwards',
    file: 'services/orders/src/adapters/http/b3.ts',
    code: value('../../composition.ts'),
  },
  {
    fence: 'composition-imports-inwards',
    file: 'services/analytics/src/composition.ts',
    code: value('./handlers/get-sales.ts'),
  },
  { fence: 'domain-imports-types-from-events-only', file: 'services/orders/src/domain/b4.ts', code: value('node:fs') },
  {
    fence: 'domain-imports-types-from-events-only',
    file: 'services/orders/src/domain/b5.ts',
    code: type('@aws-sdk/client-dynamodb'),
  },
  {
    fence: 'domain-imports-types-from-events-only',
    file: 'services/orders/src/domain/b6.ts',
    code: type('aws-lambda'),
  },
  {
    fence: 'domain-imports-contract-types-only',
    file: 'services/orders/src/domain/b7.ts',
    code: value('../../../../libs/events/src/index.ts'),
  },
  {
    fence: 'application-knows-no-aws',
    file: 'services/orders/src/application/b8.ts',
    code: type('@aws-sdk/client-ses'),
  },
  {
    fence: 'service-never-imports-service',
    file: 'services/orders/src/application/b9.ts',
    code: value('../../../analytics/src/domain/sales.ts'),
  },
  { fence: 'runtime-never-imports-cdk', file: 'services/orders/src/handlers/b10.ts', code: value('aws-cdk-lib') },
  { fence: 'runtime-never-imports-cdk', file: 'libs/messaging/src/b11.ts', code: value('../../../infra/src/index.ts') },
  {
    fence: 'infra-never-imports-runtime',
    file: 'services/orders/infra/b12.ts',
    code: value('../src/handlers/place-order.ts'),
  },
  { fence: 'infra-never-imports-runtime', file: 'infra/src/b13.ts', code: value('../../libs/messaging/src/index.ts') },
  {
    fence: 'only-specs-start-the-local-cloud',
    file: 'services/orders/src/adapters/b14.ts',
    code: value('../../../../tools/local-cloud/src/index.ts'),
  },
  {
    fence: 'specs-import-no-tool-but-the-local-cloud',
    file: 'services/orders/src/adapters/b15.spec.ts',
    code: value('../../../../tools/workspace/src/index.ts'),
  },
  { fence: 'nobody-imports-e2e', file: 'tools/local-cloud/src/b16.ts', code: value('../../../e2e/order.ts') },
  {
    fence: 'libs-import-libs-only',
    file: 'libs/messaging/src/b17.ts',
    code: value('../../../services/analytics/src/domain/sales.ts'),
  },
  {
    fence: 'contracts-import-nothing-of-ours',
    file: 'libs/events/src/b18.ts',
    code: value('../../messaging/src/index.ts'),
  },
  { fence: 'no-circles', file: 'libs/messaging/src/b19-back.ts', code: value('./b19.ts') },
  { fence: 'every-import-resolves', file: 'libs/messaging/src/b20.ts', code: value('./nowhere.ts') },
  {
    fence: 'only-the-index-imports-generated-code',
    file: 'libs/messaging/src/b21.ts',
    code: value('./generated/table.ts'),
  },
];

/** What else the planted files need so that only the meant fence is broken. */
export const BREACH_PARTNERS: Readonly<Record<string, string>> = {
  'services/analytics/src/handlers/get-sales.ts': 'export const x = 1;\n',
  'libs/messaging/src/b19.ts': value('./b19-back.ts'),
};

/** Breaches of the rules of style that lint holds, each in a file of its own. */
export const LINT_BREACHES: readonly PlantedBreach[] = [
  {
    fence: 'no-restricted-properties',
    file: 'services/orders/src/domain/clock.ts',
    code: 'export const f = (): number => Date.now();\n',
  },
  {
    fence: 'pure-domain',
    file: 'services/orders/src/domain/date.ts',
    code: 'export const f = (): Date => new Date();\n',
  },
  {
    fence: 'no-restricted-properties',
    file: 'services/orders/src/domain/chance.ts',
    code: 'export const f = (): number => Math.random();\n',
  },
  {
    fence: 'no-restricted-globals',
    file: 'services/orders/src/domain/process.ts',
    code: 'export const f = (): unknown => process.env;\n',
  },
  {
    fence: 'no-restricted-globals',
    file: 'services/orders/src/domain/fetch.ts',
    code: "export const f = (): unknown => fetch('/');\n",
  },
  { fence: 'no-explicit-any', file: 'libs/a/any.ts', code: 'export const f = (x: any): unknown => x;\n' },
  { fence: 'no-non-null-assertion', file: 'libs/a/bang.ts', code: 'export const f = (x?: string): string => x!;\n' },
  { fence: 'no-export-all', file: 'libs/a/all.ts', code: "export * from './any.ts';\n" },
  { fence: 'no-default-export', file: 'libs/a/default.ts', code: 'export default 1;\n' },
  {
    fence: 'no-module-let',
    file: 'libs/a/let.ts',
    code: 'export let x = 1;\nexport const f = (): void => {\n  x += 1;\n};\n',
  },
  { fence: 'no-vague-file-name', file: 'libs/a/utils.ts', code: 'export const x = 1;\n' },
  { fence: 'filename-case', file: 'libs/a/camelCase.ts', code: 'export const x = 1;\n' },
  { fence: 'no-warning-comments', file: 'libs/a/later.ts', code: `// ${'TO'}${'DO'} later\nexport const x = 1;\n` },
  {
    fence: 'max-params',
    file: 'libs/a/params.ts',
    code: 'export const f = (a: 1, b: 1, c: 1, d: 1): number => a + b + c + d;\n',
  },
  { fence: 'max-lines', file: 'libs/a/long.ts', code: 'export const x = [\n' + '  1,\n'.repeat(200) + '];\n' },
  {
    fence: 'max-lines-per-function',
    file: 'libs/a/function.ts',
    code: `export function f(): number[] {\n  return [\n${'    1,\n'.repeat(40)}  ];\n}\n`,
  },
  {
    fence: 'complexity',
    file: 'libs/a/complex.ts',
    code: `export const f = (n: number): number => ${'n ? 1 : '.repeat(8)}0;\n`,
  },
  {
    fence: 'max-depth',
    file: 'libs/a/deep.ts',
    code: `export function f(n: number): void {\n${'if (n) {\n'.repeat(4)}f(n);${'}'.repeat(4)}\n}\n`,
  },
  {
    fence: 'no-disabled-tests',
    file: 'libs/a/skip.spec.ts',
    code: "import { it } from 'vitest';\nit.skip('is', () => {});\n",
  },
  {
    fence: 'no-focused-tests',
    file: 'libs/a/only.spec.ts',
    code: "import { it } from 'vitest';\nit.only('is', () => {});\n",
  },
  {
    fence: 'require-to-throw-message',
    file: 'libs/a/throw.spec.ts',
    code: "import { expect, it } from 'vitest';\nit('is', () => {\n  expect(() => 1).toThrow();\n});\n",
  },
  {
    fence: 'no-vague-test-title',
    file: 'libs/a/title.spec.ts',
    code: "import { it } from 'vitest';\nit('should be', () => {});\n",
  },
  {
    fence: 'no-sleep',
    file: 'libs/a/sleep.spec.ts',
    code: 'export const f = (): Promise<void> => new Promise((done) => setTimeout(done, 5));\n',
  },
];
