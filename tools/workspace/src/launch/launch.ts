import { startCloud } from '@tidings/local-cloud';
import type { CloudOptions, RunningCloud, StackSummary } from '@tidings/local-cloud';
import { buildChanged } from './build-changed.ts';
import { readDeployOrder } from './deploy-order.ts';
import { Deployment } from './deployment.ts';
import { endpointsOf, mintToken, type Endpoints } from './endpoints.ts';
import { WORKSPACE } from './workspace-root.ts';

export type { Endpoints } from './endpoints.ts';

export interface Launched {
  readonly cloud: RunningCloud;
  readonly stacks: readonly StackSummary[];
  readonly endpoints: Endpoints;
  /** What runs, for {@link keepLive}. */
  readonly deployment: Deployment;
}

/** Another program listens on the port. */
export class PortTakenError extends Error {
  override readonly name = 'PortTakenError';
  readonly port: number;

  constructor(port: number, options?: ErrorOptions) {
    super(`Port ${port} is taken: stop what listens there, or give another: npm start -- --port ${port + 1}`, options);
    this.port = port;
  }
}

async function openCloud(options: CloudOptions): Promise<RunningCloud> {
  const port = options.port ?? 0;
  try {
    return await startCloud({ ...options, port });
  } catch (cause) {
    const taken = cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE';
    throw taken ? new PortTakenError(port, { cause }) : cause;
  }
}

export interface LaunchOptions extends CloudOptions {
  /** False leaves the assemblies as they are, for callers that have just built them. Default: true. */
  readonly build?: boolean;
  /** Called when something has to be built, before it is. */
  readonly onBuild?: () => void;
  /** Called when the cloud listens and before anything is deployed. */
  readonly beforeDeploy?: (cloud: RunningCloud) => void;
  /** Root folder of the workspace whose assemblies are loaded. Default: this one. */
  readonly workspace?: string;
  /** Whether {@link keepLive} will load changes into the running system. Default: false. */
  readonly live?: boolean;
}

/**
 * Starts the local cloud on a port of 127.0.0.1 (any free one unless told otherwise), builds what changed, and loads the
 * synthesized templates in their order. The port is asked for first: a taken one is told at once.
 * @throws {PortTakenError} {@link BuildFailedError}, {@link DeployOrderError} or the local cloud's `TemplateError`; nothing
 * is left running.
 */
export async function launch({
  build = true,
  workspace = WORKSPACE,
  live = false,
  beforeDeploy,
  onBuild,
  ...options
}: LaunchOptions = {}): Promise<Launched> {
  const cloud = await openCloud(options);
  const deployment = new Deployment({ cloud, workspace, live });
  try {
    const order = readDeployOrder(workspace);
    if (build) await buildChanged(workspace, onBuild);
    beforeDeploy?.(cloud);
    await deployment.prepare();
    await deployment.loadAll(order);
    const { stacks, projects } = deployment;
    return { cloud, stacks, deployment, endpoints: endpointsOf(cloud, projects, await mintToken(cloud)) };
  } catch (error) {
    await cloud.stop();
    deployment.close();
    throw error;
  }
}
