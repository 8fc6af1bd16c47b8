import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** An entry as a service has one, with a rule on the currency. */
const entry = (currency: string): string => `
  import { CfnRule } from 'aws-cdk-lib/aws-events';
  import { makeApp, ServiceStack, stageSettings, writeTemplates } from './src/index.ts';
  const app = makeApp({ outdir: process.env.CDK_OUTDIR, validate: false });
  const stack = new ServiceStack(app, { service: 'orders', stage: stageSettings('alice'), bundles: '' });
  const eventPattern = { source: ['orders'], 'detail-type': ['OrderPlaced'], detail: { data: { currency: ['${currency}'] } } };
  new CfnRule(stack, 'ByHand', { eventBusName: stack.shared('bus/name'), eventPattern });
  writeTemplates(app);
`;

describe('an entry that node runs', () => {
  const at = { outdir: '' };
  beforeAll(() => {
    at.outdir = mkdtempSync(join(tmpdir(), 'tidings-entry-'));
  });
  afterAll(() => rmSync(at.outdir, { recursive: true }));

  const run = (code: string): { readonly status: number | null; readonly stderr: string } =>
    spawnSync(process.execPath, ['--input-type=module', '--eval', code], {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      env: { ...process.env, CDK_OUTDIR: at.outdir },
      encoding: 'utf8',
    });

  it('ends with exit code 1 and one line for a rule that can never match', () => {
    expect(run(entry('gbp'))).toMatchObject({
      status: 1,
      stderr:
        "tidings-alice-orders: rule ByHand can never match: detail.data.currency: 'gbp' does not match ^[A-Z]{3}$ " +
        '(OrderPlaced version 1).\n',
    });
  });

  it('says nothing of a rule that may match', () => {
    expect(run(entry('GBP'))).toMatchObject({ status: 0, stderr: '' });
  });
});
