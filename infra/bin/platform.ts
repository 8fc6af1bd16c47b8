import { fileURLToPath } from 'node:url';
import { makeApp, PlatformStack, stageSettings, writeTemplates } from '../src/index.ts';

const app = makeApp({
  outdir: process.env['CDK_OUTDIR'] ?? fileURLToPath(new URL('../cdk.out', import.meta.url)),
  validate: process.env['CDK_VALIDATION'] !== 'false',
});
new PlatformStack(app, stageSettings(process.env['TIDINGS_STAGE'] ?? 'default'));
writeTemplates(app);
