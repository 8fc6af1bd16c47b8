import type { RunningCloud } from '@tidings/local-cloud';
import type { LoadedProject } from './deployment.ts';

/** Where the running system answers; `token` lets an administrator into both APIs. */
export interface Endpoints {
  readonly aws: string;
  /** Base URL: `${orders}/orders` is the resource. */
  readonly orders: string;
  /** Base URL: `${analytics}/sales` is the resource. */
  readonly analytics: string;
  /** Base URL of every service that has an API, by its name. */
  readonly apis: Readonly<Record<string, string>>;
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

/** Projects of the deploy order as they run. */
type Projects = ReadonlyMap<string, Pick<LoadedProject, 'stacks'>>;

function apisOf(cloud: RunningCloud, projects: Projects): Readonly<Record<string, string>> {
  const apis = [...projects].flatMap(([project, { stacks }]) => {
    const api = stacks.flatMap(({ resources }) => resources).find(({ type }) => type === 'AWS::ApiGatewayV2::Api');
    return api === undefined ? [] : [[project, `${cloud.url}/_apis/${api.physicalId}`] as const];
  });
  return Object.fromEntries(apis);
}

function urlOf(apis: Readonly<Record<string, string>>, service: string): string {
  const url = apis[service];
  if (url === undefined) throw new ApiMissingError(service);
  return url;
}

/**
 * Where these projects answer.
 * @throws {ApiMissingError}
 */
export function endpointsOf(cloud: RunningCloud, projects: Projects, token: string): Endpoints {
  const apis = apisOf(cloud, projects);
  return {
    aws: cloud.url,
    orders: urlOf(apis, 'orders'),
    analytics: urlOf(apis, 'analytics'),
    apis,
    mailbox: `${cloud.url}/_tidings/mailbox`,
    token,
  };
}

/** A token for an administrator of both APIs. */
export const mintToken = (cloud: RunningCloud): Promise<string> =>
  cloud.issuer.mint({ sub: 'admin', scope: 'orders:admin analytics:read', expiresInSeconds: TOKEN_SECONDS });
