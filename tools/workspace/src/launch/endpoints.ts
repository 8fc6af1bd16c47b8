import type { RunningCloud, StackSummary } from '@tidings/local-cloud';

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

/** The administrator's token outlives a working day. */
const TOKEN_SECONDS = 30 * 24 * 3600;

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

/** A token for an administrator of both APIs. */
export const mintToken = (cloud: RunningCloud): Promise<string> =>
  cloud.issuer.mint({ sub: 'admin', scope: 'orders:admin analytics:read', expiresInSeconds: TOKEN_SECONDS });
