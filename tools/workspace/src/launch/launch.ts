import { startCloud } from '@tidings/local-cloud';
import type { CloudOptions, RunningCloud, StackSummary } from '@tidings/local-cloud';
import { buildChanged } from './build-changed.ts';
import { Deployment } from './deployment.ts';
import { WORKSPACE } from './workspace-root.ts';

/** Where the running system answers; `token` lets an administrator into both APIs. */
export interface Endpoints {
  readonly aws: string;
  /** Base URL: `${orders}/orders` is the resource. */
  readonly orders: string;
  /** Base URL: `${analytics}/sales` is the resource. */
  readonly analytics: string;
  readonly mailbox: string;
  readonly token: string;
}

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

/** The administrator's token outlives a working day. */
const TOKEN_SECONDS = 30 * 24 * 3600;

async function openCloud(options: CloudOptions): Promise<RunningCloud> {
  const port = options.port ?? 0;
  try {
    return await startCloud({ ...options, port });
  } catch (cause) {
    const taken = cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE';
    throw taken ? new PortTakenError(port, { cause }) : cause;
  }
}

/** A stack that should have an HTTP API has none. */
export class ApiMissingError extends Error {
  override readonly name = 'ApiMissingError';
  readonly service: string;

  constructor(service: string) {
    super(`The stack of ${service} has no AWS::ApiGatewayV2::Api.`);
    this.service = service;
  }
}

function apiUrl(cloud: RunningCloud, stacks: readonly StackSummary[], service: string): string {
  const api = stacks
    .find(({ stackName }) => stackName.endsWith(`-${service}`))
    ?.resources.find(({ type }) => type === 'AWS::ApiGatewayV2::Api');
  if (api === undefined) throw new ApiMissingError(service);
  return `${cloud.url}/_apis/${api.physicalId}`;
}

/**
 * Where these stacks answer.
 * @throws {ApiMissingError}
 */
export function endpointsOf(cloud: RunningCloud, stacks: readonly StackSummary[], token: string): Endpoints {
  return {
    aws: cloud.url,
    orders: apiUrl(cloud, stacks, 'orders'),
    analytics: apiUrl(cloud, stacks, 'analytics'),
    mailbox: `${cloud.url}/_tidings/mailbox`,
    token,
  };
}

const mintToken = (cloud: RunningCloud): Promise<string> =>
  cloud.issuer.mint({ sub: 'admin', scope: 'orders:admin analytics:read', expiresInSeconds: TOKEN_SECONDS });

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
    if (build) await buildChanged(workspace, onBuild);
    beforeDeploy?.(cloud);
    await deployment.prepare();
    await deployment.loadAll();
    const { stacks } = deployment;
    return { cloud, stacks, deployment, endpoints: endpointsOf(cloud, stacks, await mintToken(cloud)) };
  } catch (error) {
    await cloud.stop();
    deployment.close();
    throw error;
  }
}
