import { isDeepStrictEqual } from 'node:util';
import { BuildFailedError, buildChanged } from '../build-changed.ts';
import { DEPLOY_ORDER_FILE, readDeployOrder, type DeployedProject } from '../deploy-order.ts';
import { endpointsOf, type Endpoints } from '../endpoints.ts';
import type { Launched } from '../launch.ts';
import { interpreterLines } from '../interpreter-lines.ts';
import { isOutput, readStamp, takeStamp, WATCHED } from '../stamp.ts';
import { WORKSPACE } from '../workspace-root.ts';
import { summarizeChange } from './change-summary.ts';
import { explainShortly } from './explain-shortly.ts';
import { HotCode } from './hot-code.ts';
import { SerialBatches } from './serial-batches.ts';
import { TreeWatcher } from './tree-watcher.ts';

export interface LiveOptions {
  /** Takes one line for a person, or a few when something is wrong. */
  readonly say: (text: string) => void;
  /** Called when the system answers elsewhere than before. */
  readonly onEndpoints?: (endpoints: Endpoints) => void;
  /** Root folder of the workspace that the system was launched from. Default: this one. */
  readonly workspace?: string;
  /** Builds what changed; a spec gives its own. Default: {@link buildChanged}. */
  readonly build?: (workspace: string) => Promise<unknown>;
}

/** What does not change what runs: tests, documents, and what editors leave for a moment. */
const BESIDE = /\.(?:spec\.ts|contract\.ts|test-data\.ts|md|swp|swx|tmp|pyc)$|~$|\/(?:\.#|#|\d+$|test_[^/]*\.py$)/u;

/** What a build says when another one has put away a bundle or an assembly that it reads. */
const MET_ANOTHER_BUILD = /ENOENT.*\/(?:dist|cdk\.out)\b/u;

const seconds = (sinceMs: number): string => `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`;

/** A running system that follows the files that it was built from. */
class LiveSystem {
  readonly #launched: Launched;
  readonly #options: LiveOptions;
  readonly #workspace: string;
  readonly #hot: HotCode;
  readonly #told = new Set<string>();
  #endpoints: Endpoints;
  #hasFailed = false;
  #stopped = false;

  constructor(launched: Launched, options: LiveOptions) {
    const { cloud, deployment, endpoints } = launched;
    this.#launched = launched;
    this.#options = options;
    this.#workspace = options.workspace ?? WORKSPACE;
    this.#hot = new HotCode({ cloud, deployment, workspace: this.#workspace });
    this.#endpoints = endpoints;
  }

  /** First the code of handlers, where that is all that was saved; then everything, as a deployment would. */
  follow = async (files: ReadonlySet<string>, sinceMs: number): Promise<void> => {
    try {
      await this.#swap(files, sinceMs);
      await this.#build();
      await this.#load(sinceMs);
      if (this.#hasFailed) this.#say('It builds again.');
      this.#hasFailed = false;
    } catch (error) {
      this.#hasFailed = true;
      this.#say(`${explainShortly(error)}\nWhat ran before goes on; save again to try again.`);
    }
  };

  /** What is under way changes and says nothing any more. */
  stop(): void {
    this.#stopped = true;
  }

  #say(text: string): void {
    if (!this.#stopped) this.#options.say(text);
  }

  /** Once more when it met another build of the same project, such as that of a test in another terminal. */
  async #build(): Promise<void> {
    const build = this.#options.build ?? buildChanged;
    try {
      await build(this.#workspace);
    } catch (error) {
      if (!(error instanceof BuildFailedError && MET_ANOTHER_BUILD.test(error.log))) throw error;
      await build(this.#workspace);
    }
  }

  async #swap(files: ReadonlySet<string>, sinceMs: number): Promise<void> {
    for (const { project, changed } of await this.#hot.swap(files))
      for (const name of changed) this.#say(`${project}: ${name} changed in ${seconds(sinceMs)}`);
  }

  async #load(sinceMs: number): Promise<void> {
    const { cloud, deployment } = this.#launched;
    await this.#tellInterpreters(() => undefined);
    for (const part of readDeployOrder(this.#workspace)) await this.#loadChanged(part, sinceMs);
    if (this.#stopped) return;
    for (const name of await this.#hot.settle()) this.#say(`${name} changed in ${seconds(sinceMs)}`);
    await this.#tellInterpreters((line) => this.#say(line));
    const endpoints = endpointsOf(cloud, deployment.projects, this.#endpoints.token);
    if (isDeepStrictEqual(endpoints, this.#endpoints)) return;
    this.#endpoints = endpoints;
    this.#options.onEndpoints?.(endpoints);
  }

  /** Tells once what stands in for the interpreter of a function. */
  async #tellInterpreters(tell: (line: string) => void): Promise<void> {
    for (const line of await interpreterLines(this.#launched.cloud)) {
      if (!this.#told.has(line)) tell(line);
      this.#told.add(line);
    }
  }

  async #loadChanged(part: DeployedProject, sinceMs: number): Promise<void> {
    const { deployment } = this.#launched;
    if (this.#stopped || !deployment.isChanged(part)) return;
    const before = deployment.projects.get(part.project)?.resources ?? new Map();
    const after = (await deployment.load(part)).resources;
    const summary = summarizeChange(before, after, await this.#hot.toldOf(part.project));
    if (summary !== undefined) this.#say(`${part.project}: ${summary} in ${seconds(sinceMs)}`);
  }
}

/** Whether something was saved after the last build began, and before anybody watched. */
const wasChangedSinceBuild = (workspace: string): boolean =>
  readStamp(workspace).inputs !== takeStamp(workspace).inputs;

/**
 * Watches what a system was built from (it was launched with `live`), and loads into it what changes: new code of functions,
 * changed stacks, contracts, new services of the deploy order. What cannot be built or loaded is told, and changes nothing.
 * Returns how to stop, which waits for the load under way.
 */
export function keepLive(launched: Launched, options: LiveOptions): () => Promise<void> {
  const system = new LiveSystem(launched, options);
  const batches = new SerialBatches(system.follow);
  const watcher = new TreeWatcher({
    root: options.workspace ?? WORKSPACE,
    paths: WATCHED,
    ignores: (path) => isOutput(path) || BESIDE.test(path),
    onChange: (path) => batches.add(path),
  });
  if (wasChangedSinceBuild(options.workspace ?? WORKSPACE)) batches.add(DEPLOY_ORDER_FILE);
  return async () => {
    watcher.close();
    system.stop();
    await batches.stop();
  };
}
