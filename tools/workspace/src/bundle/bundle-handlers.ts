import { build } from 'esbuild';
import type { BuildOptions, Metafile } from 'esbuild';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { bundlePythonHandler, pythonBundleName, pythonHandlersOf } from './bundle-python.ts';
import { lambdaCredentials } from './lambda-credentials.ts';
import { lazyBuiltins } from './lazy-builtins.ts';

/** One Lambda function's code: where it lies and how big it is, in bytes, minified, with everything it imports. */
export interface Bundle {
  readonly name: string;
  readonly directory: string;
  readonly bytes: number;
}

/** A service folder without handlers in `src/handlers/` and `src/python/`. */
export class NoHandlersError extends Error {
  override readonly name = 'NoHandlersError';
  readonly service: string;

  constructor(service: string) {
    super(`${service} has no src/handlers/*.ts and no src/python/<name>/handler.py to bundle`);
    this.service = service;
  }
}

/** How esbuild makes one handler's bundle. */
export const handlerOptions = (entry: string, directory: string): BuildOptions => ({
  entryPoints: [entry],
  outfile: join(directory, 'index.mjs'),
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  conditions: ['source', 'module'],
  mainFields: ['module', 'main'],
  minify: true,
  legalComments: 'none',
  sourcemap: 'external',
  sourcesContent: false,
  metafile: true,
  plugins: [lazyBuiltins, lambdaCredentials],
  logLevel: 'error',
});

/** Two handlers whose bundles would have one name: rename one of them. */
export class HandlerNameClashError extends Error {
  override readonly name = 'HandlerNameClashError';
  readonly handler: string;

  constructor(service: string, handler: string) {
    super(`${service} has the handler ${handler} both in src/handlers and in src/python: rename one of them`);
    this.handler = handler;
  }
}

const bytesOf = (metafile: Metafile): number =>
  Object.entries(metafile.outputs)
    .filter(([file]) => file.endsWith('.mjs'))
    .reduce((total, [, output]) => total + output.bytes, 0);

/** One handler to bundle: how its bundle is called, and what writes it into a folder and answers its bytes. */
interface Handler {
  readonly name: string;
  readonly write: (directory: string) => Promise<number>;
}

function nodeHandler(entry: string): Handler {
  const write = async (directory: string): Promise<number> => {
    const { metafile } = await build({ ...handlerOptions(entry, directory), metafile: true });
    return bytesOf(metafile);
  };
  return { name: basename(entry, '.ts'), write };
}

function pythonHandler(folder: string): Handler {
  return { name: pythonBundleName(folder), write: (directory) => bundlePythonHandler(folder, directory) };
}

async function nodeHandlersOf(service: string): Promise<readonly string[]> {
  const folder = join(service, 'src/handlers');
  const files = existsSync(folder) ? await readdir(folder) : [];
  const handlers = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'));
  return handlers.toSorted().map((file) => join(folder, file));
}

async function handlersOf(service: string): Promise<readonly Handler[]> {
  const handlers = [
    ...(await nodeHandlersOf(service)).map(nodeHandler),
    ...(await pythonHandlersOf(service)).map(pythonHandler),
  ].toSorted((one, other) => (one.name < other.name ? -1 : 1));
  if (handlers.length === 0) throw new NoHandlersError(service);
  const clash = handlers.find(({ name }, index) => handlers[index + 1]?.name === name);
  if (clash !== undefined) throw new HandlerNameClashError(service, clash.name);
  return handlers;
}

/**
 * Puts finished bundles in place file by file, each in one step, so that nobody ever meets a missing or half bundle, and
 * then removes what is no part of them.
 */
async function putInPlace(bundles: readonly Bundle[], dist: string): Promise<readonly Bundle[]> {
  const placed = bundles.map((bundle) => ({ ...bundle, directory: join(dist, bundle.name) }));
  for (const [index, { directory }] of placed.entries()) {
    const from = bundles[index]?.directory ?? '';
    const files = await filesIn(from);
    for (const file of files) {
      await mkdir(dirname(join(directory, file)), { recursive: true });
      await rename(join(from, file), join(directory, file));
    }
    await removeOthers(directory, files);
  }
  const names = new Set(bundles.map(({ name }) => name));
  const gone = (await readdir(dist)).filter((name) => !names.has(name));
  await Promise.all(gone.map((name) => rm(join(dist, name), { recursive: true })));
  return placed;
}

/** Paths of the files anywhere under a folder. */
async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => !entry.isDirectory());
  return files.map(({ parentPath, name }) => relative(folder, join(parentPath, name)));
}

async function removeOthers(directory: string, files: readonly string[]): Promise<void> {
  const kept = new Set(files.flatMap(withFolders));
  const all = (await readdir(directory, { recursive: true })).filter((path) => !kept.has(path));
  await Promise.all(all.map((path) => rm(join(directory, path), { recursive: true, force: true })));
}

/** A file's path and those of the folders that it is in. */
function withFolders(path: string): readonly string[] {
  return path === '.' ? [] : [path, ...withFolders(dirname(path))];
}

/**
 * Bundles each handler of one service and removes the bundles of handlers that are gone: `src/handlers/<name>.ts` to
 * `dist/<name>/index.mjs`, with its source map beside it, and `src/python/<snake_name>/` to `dist/<kebab-name>/index.py`,
 * with its modules beside it.
 * @throws {NoHandlersError} nothing to bundle.
 * @throws {HandlerNameClashError} two handlers of one name.
 * @throws {PythonHandlerError} a Python handler that cannot become a bundle.
 * @throws {PythonSyntaxError} a Python module with a syntax error.
 */
export async function bundleHandlers(service: string): Promise<readonly Bundle[]> {
  const handlers = await handlersOf(service);
  const next = await mkdtemp(join(service, 'dist.next-'));
  try {
    const bundles = await Promise.all(
      handlers.map(async ({ name, write }) => {
        const directory = join(next, name);
        return { name, directory, bytes: await write(directory) };
      }),
    );
    return await putInPlace(bundles, join(service, 'dist'));
  } finally {
    await rm(next, { recursive: true, force: true });
  }
}
