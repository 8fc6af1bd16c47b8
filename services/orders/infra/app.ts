import { fileURLToPath } from 'node:url';
import { makeApp, stageSettings, writeTemplates } from '@tidings/infra';
import { makeOrdersStack } from './orders-stack.ts';

const app = makeApp({
  outdir: process.env['CDK_OUTDIR'] ?? fileURLToPath(new URL('../cdk.out', import.meta.url)),
  validate: process.env['CDK_VALIDATION'] !== 'false',
});
const stage = stageSettings(process.env['TIDINGS_STAGE'] ?? 'default');
makeOrdersStack(app, stage, fileURLToPath(new URL('../dist', import.meta.url)));
writeTemplates(app);
