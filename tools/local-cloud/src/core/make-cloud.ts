import { randomUUID } from 'node:crypto';
import { makeClock } from '../clock/clock.ts';
import { makeAuthorizer } from '../iam/authorizer.ts';
import { makeRoleRegistry, type RoleRegistry } from '../iam/roles.ts';
import { makeAssets, type AssetRegistry } from '../template/assets.ts';
import { NotImplementedLocallyError, type Json } from './aws-error.ts';
import type { Cloud, CloudCall } from './cloud.ts';
import { makeFaults } from './faults.ts';
import type { Principal } from './principal.ts';
import type { AwsService, Denial, ServiceFactory } from './service.ts';
import { makeSignals } from './signals.ts';

export interface DispatchRequest {
  readonly principal: Principal;
  readonly service: AwsService;
  readonly operation: string;
  readonly input: Json;
  readonly requestId: string;
  readonly abort?: AbortSignal | undefined;
}

export interface CloudParts {
  readonly cloud: Cloud;
  readonly roles: RoleRegistry;
  readonly assets: AssetRegistry;
  readonly services: ReadonlyMap<string, AwsService>;
  /** The latest refusals, oldest first. */
  readonly denials: readonly Denial[];
  /** Checks permissions, then runs the operation. */
  dispatch(request: DispatchRequest): Promise<Json>;
  /** Told once, when the gateway listens. */
  setUrl(url: string): void;
}

export interface PartsOptions {
  readonly region: string;
  readonly accountId: string;
  readonly factories: readonly ServiceFactory[];
  readonly machineClock?: (() => number) | undefined;
}

/** Refusals that are remembered; older ones are forgotten. */
const MAX_DENIALS = 1_000;

function remember(denials: Denial[], denial: Denial): void {
  denials.push(denial);
  if (denials.length > MAX_DENIALS) denials.shift();
}

type Authorizer = ReturnType<typeof makeAuthorizer>;

async function dispatch(authorizer: Authorizer, request: DispatchRequest): Promise<Json> {
  const { principal, service, operation, input, requestId, abort } = request;
  const run = Object.hasOwn(service.operations, operation) ? service.operations[operation] : undefined;
  if (!run)
    throw new NotImplementedLocallyError(
      `${service.name}:${operation}`,
      'The README of tools/local-cloud lists what it does.',
    );
  authorizer.authorize(request);
  return run(input, { principal, requestId, abort });
}

function lookUp(services: ReadonlyMap<string, AwsService>, name: string): AwsService {
  const found = services.get(name);
  if (!found) throw new NotImplementedLocallyError(`the service ${name}`);
  return found;
}

/** Puts the services together; nothing listens yet. */
export function makeCloudParts({ region, accountId, factories, machineClock }: PartsOptions): CloudParts {
  const clock = makeClock(machineClock);
  const roles = makeRoleRegistry();
  const assets = makeAssets();
  const services = new Map<string, AwsService>();
  const denials: Denial[] = [];
  const authorizer = makeAuthorizer({
    accountId,
    region,
    now: () => clock.now(),
    policiesOf: roles.policiesOf,
    onDenial: (denial) => remember(denials, denial),
  });
  const place = { url: '' };
  const cloud: Cloud = {
    region,
    accountId,
    clock,
    faults: makeFaults(),
    signals: makeSignals(),
    assets,
    roles,
    get url() {
      return place.url;
    },
    call: async (request: CloudCall) =>
      dispatch(authorizer, { ...request, service: lookUp(services, request.service), requestId: randomUUID() }),
    service: (name) => lookUp(services, name),
    arn: (name, resource) => `arn:aws:${name}:${region}:${accountId}:${resource}`,
    pending: () => [...services.values()].flatMap((service) => service.pending?.() ?? []),
  };
  for (const factory of factories) {
    const service = factory(cloud);
    services.set(service.name, service);
  }
  const setUrl = (url: string): void => {
    place.url = url;
  };
  return { cloud, roles, assets, services, denials, setUrl, dispatch: (request) => dispatch(authorizer, request) };
}
