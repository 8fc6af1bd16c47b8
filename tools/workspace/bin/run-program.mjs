/**
 * Runs a program of this workspace from its bundle, which is made again when one of the files that it was made of has
 * changed. Plain JavaScript that loads little: it runs before every start.
 */
import { readFileSync, statSync } from 'node:fs';
import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const WORKSPACE = join(import.meta.dirname, '../../..');

/** After this time at work what V8 compiled is worth keeping, in milliseconds. */
const FLUSH_AFTER_MS = 2_000;

function isUnchanged([path, size, mtimeMs]) {
  const found = statSync(join(WORKSPACE, path), { throwIfNoEntry: false });
  return found !== undefined && found.size === size && found.mtimeMs === mtimeMs;
}

function isFresh(directory) {
  try {
    const { node, files } = JSON.parse(readFileSync(join(directory, 'made-of.json'), 'utf8'));
    return node === process.version && files.every(isUnchanged);
  } catch {
    return false;
  }
}

/** @param {string} name of `tools/workspace/src/<name>/main.ts` */
export async function runProgram(name) {
  const directory = join(WORKSPACE, 'tools/workspace/dist', name);
  enableCompileCache(join(directory, 'compiled'));
  if (!isFresh(directory)) {
    const { bundleProgram } = await import('../src/program/bundle-program.ts');
    await bundleProgram(WORKSPACE, name);
  }
  setTimeout(flushCompileCache, FLUSH_AFTER_MS).unref();
  await import(pathToFileURL(join(directory, 'main.mjs')).href);
}
