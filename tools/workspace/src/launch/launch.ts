import { OPERATOR, startCloud } from '@tidings/local-cloud';
import type { CloudOptions, RunningCloud, StackSummary } from '@tidings/local-cloud';
import { buildChanged } from './build-changed.ts';
import { assemblyOf, DEPLOY_ORDER, type DeployedProject } from './deployment.ts';
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

/** Audience of the local issuer's tokens: Cognito's access tokens carry their client's id. */
const LOCAL_AUDIENCE = 'local-client';
const LOCAL_SENDER = 'orders@tidings.example';

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

/** Lets the function that is called first load its code on another core, while this one deploys on. */
function warm(cloud: RunningCloud, { firstCalled }: DeployedProject, stacks: readonly StackSummary[]): void {
  if (firstCalled === undefined) return;
  const isFirst = ({ type, logicalId }: StackSummary['resources'][number]): boolean =>
    type === 'AWS::Lambda::Function' && logicalId.startsWith(firstCalled);
  const first = stacks.flatMap(({ resources }) => resources).find(isFirst);
  if (first !== undefined) cloud.signals.notify(`warm:${first.physicalId}`);
}

async function loadStacks(cloud: RunningCloud, workspace: string): Promise<readonly StackSummary[]> {
  const parameters = { AuthIssuer: cloud.issuer.url, AuthAudience: LOCAL_AUDIENCE, MailFrom: LOCAL_SENDER };
  const sender = { EmailAddress: LOCAL_SENDER };
  await cloud.call({ principal: OPERATOR, service: 'ses', operation: 'VerifyEmailIdentity', input: sender });
  const stacks: StackSummary[] = [];
  for (const part of DEPLOY_ORDER) {
    const options = part.takesStageValues === true ? { parameters } : {};
    const loaded = await cloud.load(assemblyOf(workspace, part), options);
    warm(cloud, part, loaded);
    stacks.push(...loaded);
  }
  return stacks;
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

async function endpointsOf(cloud: RunningCloud, stacks: readonly StackSummary[]): Promise<Endpoints> {
  const scope = 'orders:admin analytics:read';
  return {
    aws: cloud.url,
    orders: apiUrl(cloud, stacks, 'orders'),
    analytics: apiUrl(cloud, stacks, 'analytics'),
    mailbox: `${cloud.url}/_tidings/mailbox`,
    token: await cloud.issuer.mint({ sub: 'admin', scope, expiresInSeconds: TOKEN_SECONDS }),
  };
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
}

/**
 * Starts the local cloud on a port of 127.0.0.1 (any free one unless told otherwise), builds what changed, and loads the
 * synthesized templates in their order. The port is asked for first: a taken one is told at once.
 * @throws {PortTakenError} {@link BuildFailedError} or the local cloud's `TemplateError`; nothing is left running.
 */
export async function launch({
  build = true,
  workspace = WORKSPACE,
  beforeDeploy,
  onBuild,
  ...options
}: LaunchOptions = {}): Promise<Launched> {
  const cloud = await openCloud(options);
  try {
    if (build) await buildChanged(workspace, onBuild);
    beforeDeploy?.(cloud);
    const stacks = await loadStacks(cloud, workspace);
    return { cloud, stacks, endpoints: await endpointsOf(cloud, stacks) };
  } catch (error) {
    await cloud.stop();
    throw error;
  }
}
