import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, rmdirSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import { CannotWriteCatalogError } from './cannot-write-catalog-error.ts';
import type { OutputFile } from './output-file.ts';

/** Names the files that a catalog wrote: what makes its folder ours, and what the next one may remove. */
export const MANIFEST = '.tidings-catalog.json';

/** What a write changed on the disk. */
export interface WrittenFolder {
  readonly written: number;
  /** Files of an earlier catalog that are no part of this one. */
  readonly removed: number;
}

/**
 * Makes a folder hold exactly these files, besides such that people put there after a catalog was written into it.
 * @throws {CannotWriteCatalogError} the folder cannot be made, or holds something and no catalog of ours; nothing was changed.
 */
export function writeFolder(folder: string, files: readonly OutputFile[]): WrittenFolder {
  const before = earlierFiles(folder);
  const now = new Set(files.map(({ path }) => path));
  const stale = before.filter((path) => !now.has(path));
  makeFolder(folder);
  writeFileSync(join(folder, MANIFEST), manifest([...new Set([...before, ...now])]));
  for (const path of stale) removeFile(folder, path);
  for (const { path, text } of files) writeFile(join(folder, path), text);
  writeFileSync(join(folder, MANIFEST), manifest([...now]));
  return { written: files.length, removed: stale.length };
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw new CannotWriteCatalogError(`${folder} cannot be made: choose another one with --out.`, { cause });
  }
}

/** Written before the files too, naming old and new ones: an interrupted catalog can still be written over. */
function manifest(paths: readonly string[]): string {
  return `${JSON.stringify({ writtenBy: 'tidings events catalog', files: paths.toSorted() }, null, 2)}\n`;
}

function earlierFiles(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const names = namesIn(folder);
  if (names.length === 0) return [];
  if (!names.includes(MANIFEST)) {
    throw new CannotWriteCatalogError(
      `${folder} holds other files: choose an empty folder with --out, or empty this one.`,
    );
  }
  return listedFiles(folder);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (cause) {
    throw new CannotWriteCatalogError(`${folder} is not a folder: choose another one with --out.`, { cause });
  }
}

function listedFiles(folder: string): readonly string[] {
  const known: unknown = parsed(readFileSync(join(folder, MANIFEST), 'utf8'));
  const files = typeof known === 'object' && known !== null && 'files' in known ? known.files : undefined;
  if (!Array.isArray(files) || !files.every((file): file is string => typeof file === 'string' && staysInside(file))) {
    throw new CannotWriteCatalogError(
      `${join(folder, MANIFEST)} is not as it was written: empty the folder, or choose another with --out.`,
    );
  }
  return files;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function staysInside(path: string): boolean {
  return path !== '' && !isAbsolute(path) && !normalize(path).startsWith('..');
}

function writeFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Removes a file, and the folders that are empty without it. */
function removeFile(folder: string, path: string): void {
  rmSync(join(folder, path), { force: true });
  let parent = dirname(path);
  while (parent !== '.' && existsSync(join(folder, parent)) && readdirSync(join(folder, parent)).length === 0) {
    rmdirSync(join(folder, parent));
    parent = dirname(parent);
  }
}
