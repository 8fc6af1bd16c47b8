import { join } from 'node:path';
import { OPERATOR, startCloud, type CloudOptions, type RunningCloud, type StackSummary } from '@tidings/local-cloud';

/** What a user of the running system needs to reach it: base URLs, and an administrator's access token. */
export interface Endpoints {
  readonly aws: string;
  /** Base URL of the orders API: `POST ${orders}/orders`. */
  readonly orders: string;
  /** Base URL of the analytics API: `GET ${analytics}/sales`. */
  readonly analytics: string;
  readonly mailbox: string;
  /** Valid for a year, with the scopes `orders:admin` and `analytics:read`. */
  readonly token: string;
}

export interface System {
  readonly cloud: RunningCloud;
  readonly endpoints: Endpoints;
  readonly stacks: readonly StackSummary[];
  stop(): Promise<void>;
}

export interface SystemOptions extends CloudOptions {
  /** The workspace's root, whose assemblies are loaded as the synthesis wrote them. */
  readonly root: string;
}

/** Deploy order; each directory holds a `cdk.out`. */
export const ASSEMBLIES: readonly string[] = ['infra', 'services/orders', 'services/notifications', 'services/analytics'];

/** The local issuer's client, which stands for the stage's Cognito client id. */
const LOCAL_AUDIENCE = 'local-client';

const LOCAL_MAIL_FROM = 'orders@shop.example';

export const ADMIN_SCOPES = 'orders:admin analytics:read';

const TOKEN_SECONDS = 365 * 24 * 60 * 60;

function apiUrl(stacks: readonly StackSummary[], service: string): string {
  const stack = stacks.find(({ stackName }) => stackName.endsWith(`-${service}`));
  return String(stack?.outputs['ApiUrl']);
}

async function load(cloud: RunningCloud, root: string): Promise<readonly StackSummary[]> {
  const input = { EmailAddress: LOCAL_MAIL_FROM };
  await cloud.call({ principal: OPERATOR, service: 'ses', operation: 'VerifyEmailIdentity', input });
  const parameters = { AuthIssuer: cloud.issuer.url, AuthAudience: LOCAL_AUDIENCE, MailFrom: LOCAL_MAIL_FROM };
  const stacks: StackSummary[] = [];
  for (const directory of ASSEMBLIES) stacks.push(...(await cloud.load(join(root, directory, 'cdk.out'), { parameters })));
  return stacks;
}

/**
 * Starts a local cloud and deploys the whole system into it, from the synthesized templates.
 * @throws {TemplateError} when an assembly is missing or asks for what is not implemented; the cloud is stopped first.
 */
export async function startSystem({ root, ...options }: SystemOptions): Promise<System> {
  const cloud = await startCloud(options);
  try {
    const stacks = await load(cloud, root);
    const token = await cloud.issuer.mint({ sub: 'admin', scope: ADMIN_SCOPES, expiresInSeconds: TOKEN_SECONDS });
    const endpoints: Endpoints = {
      aws: cloud.url,
      orders: apiUrl(stacks, 'orders'),
      analytics: apiUrl(stacks, 'analytics'),
      mailbox: `${cloud.url}/_tidings/mailbox`,
      token,
    };
    return { cloud, endpoints, stacks, stop: () => cloud.stop() };
  } catch (error) {
    await cloud.stop();
    throw error;
  }
}
