import type { Clock } from '../clock/clock.ts';
import type { Json } from './aws-error.ts';
import type { Faults } from './faults.ts';
import type { PolicyDocument } from './policy.ts';
import type { Credentials, Principal } from './principal.ts';
import type { AwsService, PendingWork } from './service.ts';
import type { Signals } from './signals.ts';

export interface CloudCall {
  readonly principal: Principal;
  /** The service's name, for example `sqs`. */
  readonly service: string;
  /** For example `SendMessage`. */
  readonly operation: string;
  readonly input: Json;
  readonly abort?: AbortSignal | undefined;
}

/** What each service sees of the running cloud. Services reach each other only through {@link Cloud.call}. */
export interface Cloud {
  readonly region: string;
  /** Twelve digits. */
  readonly accountId: string;
  /** Base URL of the one port, without a trailing slash. Known once the gateway listens, before any resource is made. */
  readonly url: string;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly signals: Signals;
  readonly assets: Assets;
  readonly roles: Roles;
  /**
   * Makes an AWS API call in-process, with IAM checked for the principal, exactly as over the wire.
   * @throws {AwsError} as the service would answer.
   */
  call(request: CloudCall): Promise<Json>;
  service(name: string): AwsService;
  /** `arn:aws:<service>:<region>:<account>:<resource>`. */
  arn(service: string, resource: string): string;
  pending(): readonly PendingWork[];
}

/** The roles of the templates. */
export interface Roles {
  exists(roleArn: string): boolean;
  /** True when the role exists and its trust policy lets the service assume it. */
  trusts(roleArn: string, service: string): boolean;
  /** Credentials that the gateway maps back to `{ kind: 'role', roleArn, sessionName }`. */
  issue(roleArn: string, sessionName: string): Credentials;
  policiesOf(roleArn: string): readonly PolicyDocument[];
  /** Whether the role's policies alone allow an action, for services that ask before they accept a role. */
  allows(roleArn: string, action: string, resource: string): boolean;
}

/** Prebuilt bundles and other assets of the loaded cloud assemblies. */
export interface Assets {
  /** Local directory (or file) of the asset that the template names by bucket and key; undefined when there is none. */
  resolve(bucket: string, key: string): string | undefined;
}
