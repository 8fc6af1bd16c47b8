import { AwsError } from '../../core/aws-error.ts';
import { latestOf } from './state.ts';
import type { ParameterVersion, SsmState, StoredParameter } from './state.ts';

export interface FoundParameter {
  readonly name: string;
  readonly version: ParameterVersion;
  /** `:3` when the caller asked for a version. */
  readonly selector: string | undefined;
}

/** The name inside a parameter's ARN, or the text itself. */
export function nameOf(reference: string): string {
  const match = /^arn:[^:]*:ssm:[^:]*:[^:]*:parameter(\/.+)$/u.exec(reference);
  const path = match?.[1];
  if (path === undefined) return reference;
  return path.lastIndexOf('/') === 0 ? path.slice(1) : path;
}

const SELECTOR = /^(?<name>[^:]+)(?<selector>:\d+)$/u;

function splitSelector(reference: string): { readonly name: string; readonly selector: string | undefined } {
  const full = nameOf(reference);
  const parts = SELECTOR.exec(full)?.groups;
  return { name: parts?.['name'] ?? full, selector: parts?.['selector'] };
}

function versionOf(parameter: StoredParameter, selector: string | undefined): ParameterVersion {
  if (selector === undefined) return latestOf(parameter);
  const version = parameter.versions.find((candidate) => `:${candidate.version}` === selector);
  if (version !== undefined) return version;
  throw new AwsError(
    'ParameterVersionNotFound',
    `Systems Manager could not find version ${selector.slice(1)} of ${parameter.name}. Verify the version and try again.`,
  );
}

/**
 * Finds a parameter by name, ARN or `name:version`; undefined when there is none.
 * docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-versions.html
 * @throws {AwsError} `ParameterVersionNotFound`.
 */
export function findParameter(state: SsmState, reference: string): FoundParameter | undefined {
  const { name, selector } = splitSelector(reference);
  const parameter = state.parameters.get(name);
  return parameter && { name: parameter.name, version: versionOf(parameter, selector), selector };
}
