import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** No built handler where a stack expects one. */
export class BundleMissingError extends Error {
  override readonly name = 'BundleMissingError';
  readonly path: string;

  constructor(path: string, cause: unknown) {
    super(
      `No bundle in ${path}: build the service before synthesizing its stack, and name the handler in the stack's spec.`,
      { cause },
    );
    this.path = path;
  }
}

/**
 * Identifies a bundle by what runs: its files' names and bytes, source maps left out. Maps still travel with it.
 * @throws {BundleMissingError} the folder is absent or holds no `index.mjs`.
 */
export function bundleHash(path: string): string {
  const hash = createHash('sha256');
  for (const file of filesOf(path))
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(path, file)))
      .update('\0');
  return hash.digest('hex');
}

function filesOf(path: string): string[] {
  try {
    readFileSync(join(path, 'index.mjs'));
    return readdirSync(path)
      .filter((file) => !file.endsWith('.map'))
      .sort();
  } catch (cause) {
    throw new BundleMissingError(path, cause);
  }
}
