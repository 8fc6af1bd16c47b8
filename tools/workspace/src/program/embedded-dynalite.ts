import type { Plugin } from 'esbuild';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';

/** Where the local cloud loads dynalite's modules by name, which no bundler can follow. */
const LOADER = /[/\\]local-cloud[/\\]src[/\\]services[/\\]dynamodb[/\\]engine[/\\]dynalite\.ts$/;
const BY_NAME = 'createRequire(import.meta.url)';
const FOLDERS: readonly string[] = ['actions', 'validations'];

/** Stores that dynalite opens for its own server only; the local cloud brings its own. */
const STORES = /^(?:level|memory-level)$/;

/** dynalite's modules are loaded otherwise than this plugin knows. */
export class LoaderChangedError extends Error {
  override readonly name = 'LoaderChangedError';

  constructor(file: string) {
    super(`${file} no longer says ${BY_NAME}: change embedded-dynalite.ts with it.`);
  }
}

function moduleNames(from: string): readonly string[] {
  const root = dirname(createRequire(from).resolve('dynalite/package.json'));
  const names = FOLDERS.flatMap((folder) => readdirSync(join(root, folder)).map((file) => `${folder}/${file}`));
  return ['db/index.js', ...names].map((name) => `dynalite/${name}`);
}

/** Takes dynalite into a bundle: each of its modules by its name, run when it is first asked for. */
export const embeddedDynalite: Plugin = {
  name: 'embedded-dynalite',
  setup: (build) => {
    build.onLoad({ filter: LOADER }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      if (!text.includes(BY_NAME)) throw new LoaderChangedError(path);
      const modules = moduleNames(path).map(
        (name) => `${JSON.stringify(name)}: () => require(${JSON.stringify(name)})`,
      );
      const load = `((name: string) => ({ ${modules.join(', ')} } as any)[name]())`;
      return { contents: text.replace(BY_NAME, () => load), loader: 'ts' };
    });
    build.onResolve({ filter: STORES }, ({ path }) => ({ path, namespace: 'no-store' }));
    build.onLoad({ filter: /.*/, namespace: 'no-store' }, () => ({ contents: 'module.exports = {};', loader: 'js' }));
  },
};
