import { OPERATOR, type RunningCloud } from '@tidings/local-cloud';
import { readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as handlerBundler from '../../bundle/bundle-handlers.ts';
import type * as pythonBundler from '../../bundle/bundle-python.ts';
import type { Deployment, LoadedProject } from '../deployment.ts';
import { touchedHandlers, type Touched } from './touched-handlers.ts';

type HandlerBundler = Pick<typeof handlerBundler, 'handlerOptions'>;
type PythonBundler = Pick<typeof pythonBundler, 'bundlePythonHandler'>;

/** Milliseconds after which the bundler's own process is let go; it takes 30 MiB while it waits. */
const LET_GO_AFTER_MS = 60_000;

/** A function as its template and the cloud name it. */
interface HotFunction {
  readonly name: string;
  readonly logicalId: string;
  readonly stackName: string;
  readonly project: string;
}

export interface HotSwap {
  readonly project: string;
  /** Handlers whose functions run other code now. */
  readonly changed: readonly string[];
}

export interface HotCodeOptions {
  readonly cloud: RunningCloud;
  readonly deployment: Deployment;
  readonly workspace: string;
}

/**
 * Puts the new code of a saved handler into its running function before the whole build has said the same, as the CDK's
 * hotswap deployments do. docs.aws.amazon.com/cdk/v2/guide/ref-cli-cmd-deploy.html
 */
export class HotCode {
  readonly #options: HotCodeOptions;
  /** Functions that run code that no loaded assembly has yet, by physical id. */
  readonly #hot = new Map<string, HotFunction & { readonly code: unknown }>();
  #made = 0;
  #letGo: NodeJS.Timeout | undefined;

  constructor(options: HotCodeOptions) {
    this.#options = options;
  }

  /**
   * Bundles and swaps what these files alone touch; nothing when some belong to more than the code of handlers.
   * @throws what the bundlers throw; every function then has the code that it had.
   */
  async swap(files: ReadonlySet<string>): Promise<readonly HotSwap[]> {
    const projects = [...this.#options.deployment.projects.values()];
    const touched = touchedHandlers(
      files,
      projects.map(({ part }) => part),
    );
    if (touched === undefined) return [];
    const swaps: HotSwap[] = [];
    for (const one of touched) {
      const loaded = this.#options.deployment.projects.get(one.part.project);
      if (loaded !== undefined) swaps.push({ project: one.part.project, changed: await this.#swapIn(loaded, one) });
    }
    return swaps;
  }

  /** Handlers of a project that still run what was swapped in and told of. */
  async toldOf(project: string): Promise<ReadonlySet<string>> {
    const told = new Set<string>();
    for (const [physicalId, fn] of this.#hot)
      if (fn.project === project && (await this.#codeOf(physicalId)) === fn.code) told.add(fn.name);
    return told;
  }

  /**
   * The loaded assemblies have the last word: swapped functions get the code that they name, which mostly is what they have.
   * Returns those that did not have it, as `<project>: <handler>`.
   */
  async settle(): Promise<readonly string[]> {
    const corrected: string[] = [];
    for (const [physicalId, fn] of this.#hot) {
      const key = this.#assetOf(fn);
      if (key === undefined) continue;
      const before = await this.#codeOf(physicalId);
      const after = await this.#update(physicalId, { S3Bucket: 'assets', S3Key: key });
      if (after !== before) corrected.push(`${fn.project}: ${fn.name}`);
    }
    this.#hot.clear();
    return corrected;
  }

  /** Key of the asset that the loaded template gives a function; undefined when it is gone. */
  #assetOf({ project, stackName, logicalId }: HotFunction): string | undefined {
    const resource = this.#options.deployment.projects.get(project)?.resources.get(stackName)?.[logicalId];
    const properties = resource?.['Properties'] as { readonly Code?: { readonly S3Key?: unknown } } | undefined;
    const key = properties?.Code?.S3Key;
    return typeof key === 'string' ? key : undefined;
  }

  async #swapIn(loaded: LoadedProject, touched: Touched): Promise<readonly string[]> {
    const bundled = await this.#bundle(loaded, touched);
    const changed: string[] = [];
    for (const [name, directory] of bundled) {
      for (const [physicalId, fn] of functionsOf(loaded, name)) {
        const before = await this.#codeOf(physicalId);
        const code = await this.#update(physicalId, { S3Bucket: 'local', S3Key: directory });
        if (code === before) continue;
        this.#hot.set(physicalId, { ...fn, code });
        changed.push(name);
      }
    }
    return [...new Set(changed)];
  }

  /** Folder of the new code, by handler. All of it is there before any function gets it. */
  async #bundle(loaded: LoadedProject, touched: Touched): Promise<ReadonlyMap<string, string>> {
    const { deployment, workspace } = this.#options;
    this.#made += 1;
    const out = join(deployment.folder, `code-${this.#made}`);
    const service = join(workspace, touched.part.directory);
    const source = touched.handlers === 'all' ? handlersIn(service) : touched.handlers;
    const known = source.filter((name) => functionsOf(loaded, name).size > 0);
    const python = touched.python.filter((name) => functionsOf(loaded, kebab(name)).size > 0);
    await Promise.all([
      ...known.map((name) => this.#bundleHandler(join(service, 'src/handlers', `${name}.ts`), join(out, name))),
      ...python.map((name) => this.#bundlePython(join(service, 'src/python', name), join(out, kebab(name)))),
    ]);
    return new Map([...known, ...python.map(kebab)].map((name) => [name, join(out, name)]));
  }

  async #bundleHandler(entry: string, directory: string): Promise<void> {
    const { handlerOptions } = await this.#load<HandlerBundler>('bundle-handlers.ts');
    const esbuild = await import('esbuild');
    clearTimeout(this.#letGo);
    await esbuild.build({ ...handlerOptions(entry, directory), logLevel: 'silent' });
    this.#letGo = setTimeout(() => void esbuild.stop(), LET_GO_AFTER_MS).unref();
  }

  async #bundlePython(folder: string, directory: string): Promise<void> {
    const { bundlePythonHandler } = await this.#load<PythonBundler>('bundle-python.ts');
    await bundlePythonHandler(folder, directory);
  }

  /** The workspace's own bundlers, from their sources: the program itself is a bundle that has no use for them at start. */
  #load<Module>(file: string): Promise<Module> {
    const path = join(this.#options.workspace, 'tools/workspace/src/bundle', file);
    return import(pathToFileURL(realpathSync(path)).href) as Promise<Module>;
  }

  /** Hash of the code that a function runs. */
  async #codeOf(name: string): Promise<unknown> {
    return (await this.#call('GetFunctionConfiguration', { FunctionName: name }))['CodeSha256'];
  }

  /** Hash of the code that it runs then. */
  async #update(name: string, code: Readonly<Record<string, string>>): Promise<unknown> {
    return (await this.#call('UpdateFunctionCode', { FunctionName: name, ...code }))['CodeSha256'];
  }

  #call(operation: string, input: Readonly<Record<string, string>>): Promise<Readonly<Record<string, unknown>>> {
    return this.#options.cloud.call({ principal: OPERATOR, service: 'lambda', operation, input });
  }
}

const kebab = (snake: string): string => snake.replaceAll('_', '-');

const handlersIn = (service: string): readonly string[] =>
  readdirSync(join(service, 'src/handlers'))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .map((file) => file.slice(0, -'.ts'.length));

/** The functions that run a handler, by physical id. */
function functionsOf(
  { part: { project }, stacks, resources }: LoadedProject,
  name: string,
): ReadonlyMap<string, HotFunction> {
  const found = new Map<string, HotFunction>();
  for (const { stackName, resources: made } of stacks) {
    for (const { logicalId, physicalId } of made) {
      const handler = resources.get(stackName)?.[logicalId]?.Metadata?.['tidings:handler'];
      if (handler === `${project}/${name}`) found.set(physicalId, { name, logicalId, stackName, project });
    }
  }
  return found;
}
