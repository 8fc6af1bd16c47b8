import type { Cloud } from '../../core/cloud.ts';
import type { Json } from '../../core/aws-error.ts';

/** Versions kept per parameter. docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-versions.html */
export const MAX_VERSIONS = 100;

export interface ParameterVersion {
  readonly version: number;
  readonly value: string;
  readonly type: string;
  readonly dataType: string;
  readonly description: string | undefined;
  readonly allowedPattern: string | undefined;
  /** Epoch milliseconds on the cloud's clock. */
  readonly modifiedAtMs: number;
}

export interface StoredParameter {
  readonly name: string;
  /** Oldest first, never empty. */
  readonly versions: readonly ParameterVersion[];
  readonly tags: Readonly<Record<string, string>>;
}

/** All that the parameter store remembers, by name. */
export interface SsmState {
  readonly parameters: Map<string, StoredParameter>;
}

export const makeSsmState = (): SsmState => ({ parameters: new Map() });

/** `arn:…:parameter/a/b` for `/a/b` and `arn:…:parameter/a` for `a`. */
export const parameterArn = (cloud: Cloud, name: string): string =>
  cloud.arn('ssm', `parameter${name.startsWith('/') ? '' : '/'}${name}`);

export function latestOf(parameter: StoredParameter): ParameterVersion {
  const latest = parameter.versions.at(-1);
  if (latest === undefined) throw new TypeError(`Parameter ${parameter.name} has no version.`);
  return latest;
}

/** The API's `Parameter` shape. docs.aws.amazon.com/systems-manager/latest/APIReference/API_Parameter.html */
export function describeValue(cloud: Cloud, name: string, version: ParameterVersion): Json {
  return {
    Name: name,
    Type: version.type,
    Value: version.value,
    Version: version.version,
    LastModifiedDate: version.modifiedAtMs / 1000,
    ARN: parameterArn(cloud, name),
    DataType: version.dataType,
  };
}

/** The API's `ParameterMetadata` shape. docs.aws.amazon.com/systems-manager/latest/APIReference/API_ParameterMetadata.html */
export function describeMetadata(cloud: Cloud, name: string, version: ParameterVersion): Json {
  return {
    Name: name,
    ARN: parameterArn(cloud, name),
    Type: version.type,
    LastModifiedDate: version.modifiedAtMs / 1000,
    LastModifiedUser: `arn:aws:iam::${cloud.accountId}:root`,
    ...(version.description === undefined ? {} : { Description: version.description }),
    ...(version.allowedPattern === undefined ? {} : { AllowedPattern: version.allowedPattern }),
    Version: version.version,
    Tier: 'Standard',
    Policies: [],
    DataType: version.dataType,
  };
}
