import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PrivateWorkspace, privateWorkspace, type Ran } from './testing/private-workspace.ts';

/** Far more than it takes: two cores that do other things besides. */
const TIMEOUT_MS = 240_000;

/** Names that nobody takes: the workspace that is copied has whatever its owners have generated. */
const GENERATORS: readonly (readonly string[])[] = [
  ['consumer', '--service=analytics', '--name=self-test-ledger', '--events=orders/order-placed'],
  ['consumer', '--service=analytics', '--name=self-test-notes', '--events=orders/order-placed', '--language=python'],
  ['service', '--name=self-test', '--command=open-self-test-account'],
  [
    'event',
    '--owner=self-test',
    '--name=self-test-account-closed',
    '--fields=accountId:uuid,why:unused|unwanted,contact.email:email',
  ],
  [
    'consumer',
    '--service=self-test',
    '--name=self-test-tiers',
    '--events=self-test/self-test-account-closed,orders/order-placed,notifications/email-sent',
    '--fields=orderId,lines.sku,why',
  ],
];

const SOME_CONSUMER = ['consumer', '--service=orders', '--events=notifications/email-sent'];

describe('what the generators write', { timeout: TIMEOUT_MS }, () => {
  let workspace: PrivateWorkspace;
  const generate = ([generator = '', ...options]: readonly string[]): Promise<Ran> =>
    workspace.run('nx', 'generate', `@tidings/generators:${generator}`, '--no-interactive', ...options);

  beforeAll(async () => {
    workspace = await privateWorkspace();
    for (const [generator = '', ...options] of GENERATORS) {
      await workspace.must('nx', 'generate', `@tidings/generators:${generator}`, '--no-interactive', ...options);
    }
  }, TIMEOUT_MS);
  afterAll(() => workspace.remove());

  it('is formatted, passes the lint and compiles', async () => {
    const written = [
      'services/analytics',
      'services/self-test',
      'libs/events',
      'infra/deploy-order.json',
      'e2e/project.json',
    ];
    await workspace.must('oxfmt', '--check', ...written, 'tsconfig.json');
    await workspace.must('oxlint', 'services/analytics', 'services/self-test');
    await workspace.must('tsc', '--build', 'services/analytics', 'services/self-test');
  });

  it('keeps to the layers and leaves no file and no package unused', async () => {
    await workspace.must('depcruise', '--config', '.dependency-cruiser.mjs', 'services', 'libs/events');
    const { output } = await workspace.run('knip', '--no-progress');
    const findings = output.split('\n').filter((line) => /self-test/u.test(line));
    expect(findings).toEqual([]);
  });

  it('passes its own tests, in both languages', async () => {
    await workspace.must(
      'vitest',
      'run',
      'services/self-test',
      'self-test-ledger',
      'self_test_notes',
      'libs/events/contracts',
    );
  });

  it('bundles and synthesizes, the new service alone', async () => {
    await workspace.must('nx', 'synth', 'self-test');
    await workspace.must('nx', 'synth', 'analytics');
  });

  it('is what the contracts’ own generator writes', async () => {
    await workspace.must('node', 'tools/workspace/src/contracts/generate.ts', '--check');
  });

  it('is tried without a trace by a dry run, and refused in a sentence', async () => {
    const dry = await generate([...SOME_CONSUMER, '--name=self-test-other', '--dry-run']);
    expect(dry.output).toContain('CREATE services/orders/src/handlers/self-test-other.ts');
    const real = await generate(SOME_CONSUMER);
    expect(real.code).not.toBe(0);
    expect(real.output).toContain('--name is missing: give what the consumer is called, such as --name gift-ledger.');
    const { output } = await workspace.run('ls', 'services/orders/src/handlers');
    expect(output).not.toContain('self-test-other');
  });
});
