import { spawnSync } from 'node:child_process';
import { drift, fingerprint } from './generated-files.ts';

const workspace = process.cwd();
const before = fingerprint(workspace);
const { status } = spawnSync(
  'nx',
  ['run-many', '-t', 'generate,generate-readme', '--skip-nx-cache', '--output-style=static'],
  {
    cwd: workspace,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'inherit'],
  },
);
if (status !== 0) {
  console.error('A generator failed: npm run generate says why.');
  process.exit(1);
}
const drifted = drift(before, fingerprint(workspace));
for (const file of drifted) console.error(`${file} was not what its generator writes; it is now: commit it.`);
console.log(`${before.size} files that generators write, ${drifted.length} out of date`);
process.exit(drifted.length === 0 ? 0 : 1);
