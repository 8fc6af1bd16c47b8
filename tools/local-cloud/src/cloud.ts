import type { Cloud } from './core/cloud.ts';
import { makeCloudParts, type CloudParts } from './core/make-cloud.ts';
import type { Denial, ServiceFactory } from './core/service.ts';
import { makeControl } from './control/control.ts';
import { makeGateway, type Gateway } from './gateway/gateway.ts';
import { makePolicyProvider, makeRoleProvider } from './iam/providers.ts';
import type { RoleRegistry } from './iam/roles.ts';
import { makeIssuer, type Issuer } from './issuer/issuer.ts';
import { settled } from './settled.ts';
import { makeStacks, type LoadOptions, type Stacks, type StackSummary } from './template/stacks.ts';

export interface CloudOptions {
  /** 0 (any free port) unless told otherwise. Always on 127.0.0.1. */
  readonly port?: number;
  /** `eu-west-1` unless told otherwise. */
  readonly region?: string;
  /** Twelve zeros unless told otherwise. */
  readonly accountId?: string;
  /** All that the local cloud implements, unless a spec wants fewer. */
  readonly services?: readonly ServiceFactory[];
  /** Epoch milliseconds of the machine; `Date.now` unless a spec gives its own. */
  readonly machineClock?: () => number;
}

export interface RunningCloud extends Cloud {
  readonly roles: RoleRegistry;
  readonly issuer: Issuer;
  /** The latest calls that permissions refused, oldest first, at most 1,000. */
  readonly denials: readonly Denial[];
  /**
   * Loads a cloud assembly (a `cdk.out` directory) as `cdk synth` wrote it; a stack that is already there is updated.
   * @throws {TemplateError} naming the logical id of what is not implemented or wrong; nothing new of the stack stays behind.
   */
  load(assemblyDirectory: string, options?: LoadOptions): Promise<readonly StackSummary[]>;
  /** Resolves true when nothing moves any more, false after `timeoutMs`. Work that waits for time to pass counts as moving. */
  settled(timeoutMs: number): Promise<boolean>;
  stop(): Promise<void>;
}

const DEFAULT_REGION = 'eu-west-1';
const DEFAULT_ACCOUNT = '000000000000';

function stacksOf({ cloud, roles, assets, services }: CloudParts): Stacks {
  const ofServices = [...services.values()].flatMap((service) => service.providers);
  const ofIam = [makeRoleProvider(roles, cloud.accountId), makePolicyProvider(roles)];
  return makeStacks({ cloud, assets, providers: [...ofIam, ...ofServices] });
}

function gatewayOf(parts: CloudParts, issuer: Issuer): Gateway {
  const { cloud, roles, services } = parts;
  const ofServices = [...services.values()].flatMap((service) => service.mounts ?? []);
  const control = makeControl(cloud, (timeoutMs) => settled(cloud.pending, timeoutMs));
  return makeGateway({
    services: [...services.values()],
    mounts: [...ofServices, issuer.mount, control],
    faults: cloud.faults,
    signals: cloud.signals,
    dispatch: parts.dispatch,
    authenticate: roles.authenticate,
  });
}

async function stop({ cloud, services }: CloudParts, gateway: Gateway): Promise<void> {
  await gateway.close();
  for (const service of [...services.values()].toReversed()) await service.stop?.();
  cloud.clock.stop();
}

/** Starts a whole cloud in this process. Several can run side by side. Rejects with `EADDRINUSE` when the port is taken. */
export async function startCloud(options: CloudOptions = {}): Promise<RunningCloud> {
  const factories = options.services ?? (await import('./services/registry.ts')).registeredServices;
  const { region = DEFAULT_REGION, accountId = DEFAULT_ACCOUNT, machineClock } = options;
  const parts = makeCloudParts({ region, accountId, factories, machineClock });
  const issuer = makeIssuer(parts.cloud);
  const gateway = gatewayOf(parts, issuer);
  parts.setUrl(`http://127.0.0.1:${await gateway.listen(options.port ?? 0)}`);
  const { cloud, roles, denials } = parts;
  return Object.defineProperties({} as RunningCloud, {
    ...Object.getOwnPropertyDescriptors(cloud),
    ...Object.getOwnPropertyDescriptors({
      roles,
      denials,
      issuer,
      load: stacksOf(parts).load,
      settled: (timeoutMs: number) => settled(cloud.pending, timeoutMs),
      stop: () => stop(parts, gateway),
    }),
  });
}
