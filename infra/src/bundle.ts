import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** No built handler where a stack expects one. */
export class BundleMissingError extends Error {
  override readonly name = 'BundleMissingError';
  readonly path: string;

  constructor(path: string, cause?: unknown) {
    super(
      `No bundle in ${path}: build the service before synthesizing its stack, and name the handler in the stack's spec.`,
      { cause },
    );
    this.path = path;
  }
}

/** The file that Lambda enters a bundle by, and the runtime that it is for. */
const RUNTIMES: Readonly<Record<string, string>> = { 'index.mjs': 'nodejs24.x', 'index.py': 'python3.13' };

/**
 * The Lambda runtime of a bundle, as its entry file says.
 * Source: docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
 * @throws {BundleMissingError} the folder is absent or holds neither `index.mjs` nor `index.py`.
 */
export function bundleRuntime(path: string): string {
  const runtimes = filesOf(path).flatMap((file) => RUNTIMES[file] ?? []);
  if (runtimes[0] === undefined) throw new BundleMissingError(path);
  return runtimes[0];
}

/**
 * Identifies a bundle by what runs: its files' names and bytes, in folders too. Source maps are left out, and what a Python
 * that ran it has compiled; maps still travel with it.
 * @throws {BundleMissingError} the folder is absent or holds neither `index.mjs` nor `index.py`.
 */
export function bundleHash(path: string): string {
  bundleRuntime(path);
  const hash = createHash('sha256');
  for (const file of filesOf(path))
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(path, file)))
      .update('\0');
  return hash.digest('hex');
}

/** Paths with slashes, sorted. */
function filesOf(path: string): readonly string[] {
  try {
    const entries = readdirSync(path, { withFileTypes: true, recursive: true });
    return entries
      .filter((entry) => entry.isFile() && !/\.(?:map|pyc)$/u.test(entry.name))
      .map(({ parentPath, name }) => relative(path, join(parentPath, name)).split(sep).join('/'))
      .sort();
  } catch (cause) {
    throw new BundleMissingError(path, cause);
  }
}
