import { rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeNextFolder } from './next-folder.ts';
import { replaceFolder } from './replace-folder.ts';

const [entry] = process.argv.slice(2);
if (entry === undefined) {
  console.error('Which entry? node tools/workspace/src/synth/main.ts services/<name>/infra/app.ts');
  process.exit(1);
}
const project = dirname(dirname(resolve(entry)));
const next = makeNextFolder(project);
process.on('exit', () => rmSync(next, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));
process.env['CDK_OUTDIR'] = next;
await import(pathToFileURL(resolve(entry)).href);
if (process.exitCode === undefined || process.exitCode === 0) replaceFolder(next, join(project, 'cdk.out'));
