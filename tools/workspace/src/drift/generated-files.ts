import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What generators write: generated code, the front door of each contract folder, and the tables inside READMEs. */
const WRITTEN_BY_GENERATORS = /(?:^|\/)generated\/|^libs\/events\/contracts\/.*\/index\.ts$|(?:^|\/)README\.md$/u;

/** Path → SHA-256 of each file that a generator may have written, tracked or new; ignored files are left out. */
export type Fingerprints = ReadonlyMap<string, string>;

/** Takes the fingerprints of a Git work tree's generated files. */
export function fingerprint(workspace: string): Fingerprints {
  const listing = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: workspace,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const files = listing
    .split('\0')
    .filter((file) => WRITTEN_BY_GENERATORS.test(file) && existsSync(join(workspace, file)));
  return new Map(files.map((file) => [file, sha256(join(workspace, file))]));
}

const sha256 = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

/** The files that are not what they were: changed, new or gone. Sorted. */
export function drift(before: Fingerprints, after: Fingerprints): readonly string[] {
  const files = new Set([...before.keys(), ...after.keys()]);
  return [...files].filter((file) => before.get(file) !== after.get(file)).toSorted();
}
