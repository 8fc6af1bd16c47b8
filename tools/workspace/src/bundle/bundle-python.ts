import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { pythonContractImports } from './python-imports.ts';
import { assertPythonCompiles } from './python-syntax.ts';

/** The workspace's own folders that a Python bundle takes from. */
const LIBRARY = resolve(import.meta.dirname, '../../../../libs/python/tidings');
const CONTRACTS = resolve(import.meta.dirname, '../../../../libs/events/contracts');

/** A Python handler that cannot become a bundle; `folder` says which, `problem` what to change. */
export class PythonHandlerError extends Error {
  override readonly name = 'PythonHandlerError';
  readonly folder: string;
  readonly problem: string;

  constructor(folder: string, problem: string) {
    super(`${folder}: ${problem}`);
    this.folder = folder;
    this.problem = problem;
  }
}

/** Any other spelling would leave the bundle without the contract. */
const VAGUE_IMPORT = /^\s*(?:from|import)\s+tidings_contracts\b(?!\.[a-z0-9_]+\.[a-z0-9_]+\b)/mu;

/** The Python handlers of a service: its folders `src/python/<snake_name>/`, sorted. */
export async function pythonHandlersOf(service: string): Promise<readonly string[]> {
  const folder = join(service, 'src/python');
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory() && isSource(entry.name)).map(({ name }) => name);
  return names.toSorted().map((name) => join(folder, name));
}

/** `gift_ledger` → `gift-ledger`: the name of a handler's bundle. */
export function pythonBundleName(folder: string): string {
  return kebab(basename(folder));
}

function kebab(snake: string): string {
  return snake.replaceAll('_', '-');
}

/**
 * Puts a handler's code into a folder as Lambda runs it: `index.py` (which was `handler.py`), its other modules, the
 * library `tidings`, and of `tidings_contracts` what the code imports.
 * @returns the bytes of all files.
 * @throws {PythonHandlerError} no `handler.py`, a name of its own that is one of ours, or a contract that does not exist.
 * @throws {PythonSyntaxError} a module that Python cannot compile, where there is a Python to ask.
 */
export async function bundlePythonHandler(folder: string, directory: string): Promise<number> {
  const files = await sourcesIn(folder);
  assertNames(folder, files);
  await Promise.all(files.map((file) => copy(join(folder, file), join(directory, bundledAs(file)))));
  const library = (await sourcesIn(LIBRARY)).filter((file) => !file.startsWith('testing/'));
  await Promise.all(library.map((file) => copy(join(LIBRARY, file), join(directory, 'tidings', file))));
  await copyContracts(folder, files, directory);
  await assertPythonCompiles(folder);
  return bytesIn(directory);
}

async function copyContracts(folder: string, files: readonly string[], directory: string): Promise<void> {
  const modules = files.filter((file) => file.endsWith('.py')).map((file) => readFile(join(folder, file), 'utf8'));
  const codes = await Promise.all(modules);
  if (codes.some((code) => VAGUE_IMPORT.test(code))) {
    throw new PythonHandlerError(folder, 'must say from tidings_contracts.<owner>.<event> import <event>');
  }
  const imported = new Set(codes.flatMap(pythonContractImports));
  for (const contract of [...imported].toSorted()) {
    const source = join(CONTRACTS, contract);
    const module = join(source, 'generated/contract.py');
    if (!existsSync(module)) throw new PythonHandlerError(folder, `imports ${contract}, which is no contract`);
    const target = join(directory, 'tidings_contracts', contract.replaceAll('-', '_'));
    await copy(module, join(target, '__init__.py'));
    for (const step of (await readdir(source)).filter(isUpcast)) await copy(join(source, step), join(target, step));
  }
}

const isUpcast = (file: string): boolean => /^upcast_v\d+\.py$/u.test(file);

const bundledAs = (file: string): string => (file === 'handler.py' ? 'index.py' : file);

function assertNames(folder: string, files: readonly string[]): void {
  if (!/^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/u.test(basename(folder))) {
    throw new PythonHandlerError(folder, 'needs a name in snake_case, which its function has in kebab-case');
  }
  if (!files.includes('handler.py')) throw new PythonHandlerError(folder, 'needs a handler.py, which defines handler');
  const taken = files.find((file) => /^(?:index|tidings|tidings_contracts)(?:\.py|\/)/u.test(file));
  if (taken !== undefined) throw new PythonHandlerError(folder, `${taken} has a name that its bundle needs: rename it`);
}

/** What runs: neither tests nor what Python leaves behind. */
function isSource(name: string): boolean {
  return !name.startsWith('.') && name !== '__pycache__' && !/^test_.*\.py$|^tests$|\.pyc$/u.test(name);
}

/** Files under a folder, as paths with slashes, sorted. */
async function sourcesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep))
    .filter((names) => names.every(isSource))
    .map((names) => names.join('/'))
    .toSorted();
}

/** Copies content only: modes and times of this machine are no part of a bundle. */
async function copy(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await writeFile(to, await readFile(from));
}

async function bytesIn(directory: string): Promise<number> {
  const files = await sourcesIn(directory);
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(directory, file))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
