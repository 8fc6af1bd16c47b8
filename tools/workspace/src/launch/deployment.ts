import { OPERATOR } from '@tidings/local-cloud';
import type { RunningCloud, StackSummary } from '@tidings/local-cloud';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint, keepAssembly, readResources, type TemplateResources } from './assembly.ts';
import { assemblyOf, type DeployedProject } from './deploy-order.ts';
import { isAlive } from '../processes/is-alive.ts';

/** Audience of the local issuer's tokens: Cognito's access tokens carry their client's id. */
const LOCAL_AUDIENCE = 'local-client';
const LOCAL_SENDER = 'orders@tidings.example';

/** Folder of the assemblies that running systems were loaded from, one folder for each process. */
const KEPT = '.tidings/live';

/** One project of the deploy order as it runs. */
export interface LoadedProject {
  readonly part: DeployedProject;
  readonly stacks: readonly StackSummary[];
  /** What its templates said, by the stack's name; only kept where changes are loaded. */
  readonly resources: ReadonlyMap<string, TemplateResources>;
  readonly fingerprint: string;
}

export interface DeploymentOptions {
  readonly cloud: RunningCloud;
  readonly workspace: string;
  /** Whether assemblies will be loaded again: then each is kept as it was loaded, whatever is built meanwhile. */
  readonly live: boolean;
}

/** What runs in one cloud, by project. */
export class Deployment {
  readonly #options: DeploymentOptions;
  readonly #loaded = new Map<string, LoadedProject>();
  #kept = 0;

  constructor(options: DeploymentOptions) {
    this.#options = options;
    if (options.live) removeLeftovers(join(options.workspace, KEPT));
  }

  get projects(): ReadonlyMap<string, LoadedProject> {
    return this.#loaded;
  }

  get stacks(): readonly StackSummary[] {
    return [...this.#loaded.values()].flatMap(({ stacks }) => stacks);
  }

  /** Where what runs is kept as long as it runs. */
  get folder(): string {
    return join(this.#options.workspace, KEPT, String(process.pid));
  }

  /** The sender that the stacks send as is a verified one. */
  async prepare(): Promise<void> {
    const input = { EmailAddress: LOCAL_SENDER };
    await this.#options.cloud.call({ principal: OPERATOR, service: 'ses', operation: 'VerifyEmailIdentity', input });
  }

  /** Loads these projects one after the other. */
  async loadAll(order: readonly DeployedProject[]): Promise<void> {
    for (const part of order) warm(this.#options.cloud, await this.load(part));
  }

  /** Whether a project's assembly says something else than what runs. */
  isChanged(part: DeployedProject): boolean {
    const assembly = assemblyOf(this.#options.workspace, part);
    return !existsSync(assembly) || this.#loaded.get(part.project)?.fingerprint !== fingerprint(assembly);
  }

  /**
   * Makes what a project's assembly says, or changes what there is into it.
   * @throws {TemplateError} and leaves what runs as it is.
   */
  async load(part: DeployedProject): Promise<LoadedProject> {
    const { cloud, live } = this.#options;
    const assembly = live ? this.#keep(part) : assemblyOf(this.#options.workspace, part);
    const parameters = { AuthIssuer: cloud.issuer.url, AuthAudience: LOCAL_AUDIENCE, MailFrom: LOCAL_SENDER };
    const stacks = await cloud.load(assembly, part.takesStageValues === true ? { parameters } : {});
    const described = live
      ? { resources: readResources(assembly), fingerprint: fingerprint(assembly) }
      : { resources: new Map<string, TemplateResources>(), fingerprint: '' };
    const loaded = { part, stacks, ...described };
    this.#loaded.set(part.project, loaded);
    return loaded;
  }

  /** Removes the kept assemblies. */
  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A missing assembly is the cloud's to refuse. */
  #keep(part: DeployedProject): string {
    const assembly = assemblyOf(this.#options.workspace, part);
    if (!existsSync(assembly)) return assembly;
    this.#kept += 1;
    const kept = join(this.folder, `${part.project}-${this.#kept}`);
    rmSync(kept, { recursive: true, force: true });
    keepAssembly(assembly, kept);
    return kept;
  }
}

/** Lets the function that is called first load its code on another core, while this one deploys on. */
function warm(cloud: RunningCloud, { part: { firstCalled }, stacks }: LoadedProject): void {
  if (firstCalled === undefined) return;
  const isFirst = ({ type, logicalId }: StackSummary['resources'][number]): boolean =>
    type === 'AWS::Lambda::Function' && logicalId.startsWith(firstCalled);
  const first = stacks.flatMap(({ resources }) => resources).find(isFirst);
  if (first !== undefined) cloud.signals.notify(`warm:${first.physicalId}`);
}

/** A system that was killed left what it ran on behind. */
function removeLeftovers(kept: string): void {
  if (!existsSync(kept)) return;
  for (const name of readdirSync(kept))
    if (!isAlive(Number(name))) rmSync(join(kept, name), { recursive: true, force: true });
}
