import { build } from 'esbuild';
import type { BuildOptions, Metafile } from 'esbuild';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { lambdaCredentials } from './lambda-credentials.ts';
import { lazyBuiltins } from './lazy-builtins.ts';

/** One Lambda function's code: where it lies and how big it is, in bytes, minified, with everything it imports. */
export interface Bundle {
  readonly name: string;
  readonly directory: string;
  readonly bytes: number;
}

/** A service folder without `src/handlers/`, or with nothing in it. */
export class NoHandlersError extends Error {
  override readonly name = 'NoHandlersError';
  readonly service: string;

  constructor(service: string) {
    super(`${service} has no src/handlers/*.ts to bundle`);
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

const bytesOf = (metafile: Metafile): number =>
  Object.entries(metafile.outputs)
    .filter(([file]) => file.endsWith('.mjs'))
    .reduce((total, [, output]) => total + output.bytes, 0);

async function bundleHandler(entry: string, outDirectory: string): Promise<Bundle> {
  const name = basename(entry, '.ts');
  const directory = join(outDirectory, name);
  const { metafile } = await build({ ...handlerOptions(entry, directory), metafile: true });
  return { name, directory, bytes: bytesOf(metafile) };
}

async function handlersOf(service: string): Promise<readonly string[]> {
  const folder = join(service, 'src/handlers');
  const files = existsSync(folder) ? await readdir(folder) : [];
  const handlers = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'));
  if (handlers.length === 0) throw new NoHandlersError(service);
  return handlers.toSorted().map((file) => join(folder, file));
}

/** Puts finished bundles in place file by file, each in one step, so that nobody ever meets a missing or half bundle. */
async function putInPlace(bundles: readonly Bundle[], dist: string): Promise<readonly Bundle[]> {
  const placed = bundles.map((bundle) => ({ ...bundle, directory: join(dist, bundle.name) }));
  for (const [index, { directory }] of placed.entries()) {
    const from = bundles[index]?.directory ?? '';
    await mkdir(directory, { recursive: true });
    for (const file of await readdir(from)) await rename(join(from, file), join(directory, file));
  }
  const names = new Set(bundles.map(({ name }) => name));
  const gone = (await readdir(dist)).filter((name) => !names.has(name));
  await Promise.all(gone.map((name) => rm(join(dist, name), { recursive: true })));
  return placed;
}

/**
 * Bundles each `src/handlers/<name>.ts` of one service to `dist/<name>/index.mjs`, with its source map beside it, and
 * removes the bundles of handlers that are gone.
 * @throws {NoHandlersError} nothing to bundle.
 */
export async function bundleHandlers(service: string): Promise<readonly Bundle[]> {
  const handlers = await handlersOf(service);
  const next = await mkdtemp(join(service, 'dist.next-'));
  try {
    const bundles = await Promise.all(handlers.map((entry) => bundleHandler(entry, next)));
    return await putInPlace(bundles, join(service, 'dist'));
  } finally {
    await rm(next, { recursive: true, force: true });
  }
}
