import { type PrivateWorkspace, privateWorkspace, type Running } from '@tidings/generators/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type LocalSystem, localSystem } from './support/local-system.ts';

/** Far more than it takes: a machine of two cores that does other things besides. */
const TIMEOUT_MS = 240_000;
/** What the way from a command to a live consumer may take. */
const GOAL_SECONDS = 60;

const PATIENCE = { timeout: 120_000, interval: 100 };

describe('a consumer in a system that runs', { timeout: TIMEOUT_MS }, () => {
  let workspace: PrivateWorkspace;
  let running: Running;
  let system: LocalSystem;

  beforeAll(async () => {
    workspace = await privateWorkspace();
    running = workspace.start('node', 'tools/workspace/bin/start.mjs', '--port', '0');
    system = await vi.waitFor(() => localSystem(workspace.root), PATIENCE);
  }, TIMEOUT_MS);
  afterAll(async () => {
    await running.stop();
    await workspace.remove();
  });

  // Names that nobody takes: the workspace that is copied has whatever its owners have generated.
  it.for([
    { language: 'typescript', service: 'analytics', name: 'self-test-ledger', test: 'self-test-ledger' },
    { language: 'python', service: 'notifications', name: 'self-test-notes', test: 'self_test_notes' },
  ])('is tested and answers orders, in $language, without a line by hand', async (consumer, { annotate, skip }) => {
    const { language, service, name, test } = consumer;
    const { code } = await workspace.run('python3', '--version');
    skip(language === 'python' && code !== 0, 'no python3 is installed');
    const begun = performance.now();
    const options = [
      `--service=${service}`,
      `--name=${name}`,
      '--events=orders/order-placed',
      `--language=${language}`,
    ];
    await workspace.must('nx', 'generate', '@tidings/generators:consumer', '--no-interactive', ...options);
    await workspace.must('vitest', 'run', test);
    await vi.waitFor(() => expect(running.output()).toMatch(new RegExp(`${service}: \\+1 function`, 'u')), PATIENCE);
    const orderId = await system.placeOrder();
    await vi.waitFor(async () => expect(await system.keysOf(name)).toContain(`key#${orderId}`), PATIENCE);
    const seconds = (performance.now() - begun) / 1000;
    await annotate(`${language}: ${seconds.toFixed(1)} s from command to reaction, test included`);
    expect(seconds).toBeLessThan(GOAL_SECONDS);
  });
});
