import { isDeepStrictEqual } from 'node:util';
import { buildChanged } from '../build-changed.ts';
import { readDeployOrder, type DeployedProject } from '../deploy-order.ts';
import { endpointsOf, type Endpoints } from '../endpoints.ts';
import type { Launched } from '../launch.ts';
import { isOutput, WATCHED } from '../stamp.ts';
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
}

/** What does not change what runs: tests, documents, and what editors leave for a moment. */
const BESIDE = /\.(?:spec\.ts|contract\.ts|test-data\.ts|md|swp|swx|tmp|pyc)$|~$|\/(?:\.#|#|\d+$|test_[^/]*\.py$)/u;

const seconds = (sinceMs: number): string => `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`;

/** A running system that follows the files that it was built from. */
class LiveSystem {
  readonly #launched: Launched;
  readonly #options: LiveOptions;
  readonly #workspace: string;
  readonly #hot: HotCode;
  #endpoints: Endpoints;

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
      for (const { project, changed } of await this.#hot.swap(files))
        for (const name of changed) this.#options.say(`${project}: ${name} changed in ${seconds(sinceMs)}`);
      await buildChanged(this.#workspace);
      for (const part of readDeployOrder(this.#workspace)) await this.#loadChanged(part, sinceMs);
      await this.#hot.settle();
      this.#tellEndpoints();
    } catch (error) {
      this.#options.say(`${explainShortly(error)}\nWhat ran before goes on; save again to try again.`);
    }
  };

  async #loadChanged(part: DeployedProject, sinceMs: number): Promise<void> {
    const { deployment } = this.#launched;
    if (!deployment.isChanged(part)) return;
    const before = deployment.projects.get(part.project)?.resources ?? new Map();
    const after = (await deployment.load(part)).resources;
    const summary = summarizeChange(before, after, this.#hot.toldOf(part.project));
    if (summary !== undefined) this.#options.say(`${part.project}: ${summary} in ${seconds(sinceMs)}`);
  }

  #tellEndpoints(): void {
    const { cloud, deployment } = this.#launched;
    const endpoints = endpointsOf(cloud, deployment.stacks, this.#endpoints.token);
    if (isDeepStrictEqual(endpoints, this.#endpoints)) return;
    this.#endpoints = endpoints;
    this.#options.onEndpoints?.(endpoints);
  }
}

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
  return async () => {
    watcher.close();
    await batches.stop();
  };
}
