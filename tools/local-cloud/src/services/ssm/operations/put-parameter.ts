import { AwsError, NotImplementedLocallyError } from '../../../core/aws-error.ts';
import type { Json } from '../../../core/aws-error.ts';
import type { Cloud } from '../../../core/cloud.ts';
import type { Operation } from '../../../core/service.ts';
import { optionalText, readTags, refuseMembers, requiredText, validationError } from '../input.ts';
import { MAX_VERSIONS, latestOf } from '../state.ts';
import type { ParameterVersion, SsmState, StoredParameter } from '../state.ts';

/** Largest value of a standard parameter. docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html */
const MAX_VALUE_BYTES = 4096;
/** docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html */
const NAME = /^[a-zA-Z0-9_.\-/]+$/u;
const MAX_LEVELS = 15;

function checkName(name: string): void {
  if (!NAME.test(name) || (name.includes('/') && !name.startsWith('/')))
    throw validationError(
      'Parameter name must be a fully qualified name. It can only include letters, numbers and the symbols . - _ and / as the separator of a hierarchy.',
    );
  if (/^\/?(?:aws|ssm)/iu.test(name))
    throw validationError(`Parameter name: can't be prefixed with "aws" or "ssm" (case-insensitive).`);
  if (name.split('/').length - 1 > MAX_LEVELS)
    throw new AwsError(
      'HierarchyLevelLimitExceededException',
      `A hierarchy can have a maximum of ${MAX_LEVELS} levels.`,
    );
}

function compilePattern(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u');
  } catch (cause) {
    const words = 'The request does not meet the regular expression requirement.';
    throw new AwsError('InvalidAllowedPatternException', words, { cause });
  }
}

function checkValue(value: string, pattern: string | undefined): void {
  if (Buffer.byteLength(value) > MAX_VALUE_BYTES)
    throw validationError(
      `Standard tier parameters support a maximum parameter value of ${MAX_VALUE_BYTES} characters. To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier.`,
    );
  if (pattern !== undefined && !compilePattern(pattern).test(value))
    throw new AwsError(
      'ParameterPatternMismatchException',
      `Parameter value, cannot be validated against allowedPattern: ${pattern}`,
    );
}

function typeOf(input: Json, existing: StoredParameter | undefined): string {
  const type = optionalText(input, 'Type') ?? (existing === undefined ? undefined : latestOf(existing).type);
  if (type === undefined) throw validationError('A parameter type is required when you create a parameter.');
  if (type === 'SecureString') throw new NotImplementedLocallyError('ssm:PutParameter of type SecureString');
  if (type !== 'String' && type !== 'StringList')
    throw validationError(
      `1 validation error detected: Value '${type}' at 'type' failed to satisfy constraint: Member must satisfy enum value set: [SecureString, StringList, String]`,
    );
  return type;
}

function checkTier(input: Json): void {
  const tier = input['Tier'];
  if (tier !== undefined && tier !== 'Standard')
    throw new NotImplementedLocallyError(`ssm:PutParameter with Tier ${JSON.stringify(tier)}`);
  const dataType = input['DataType'];
  if (dataType !== undefined && dataType !== 'text')
    throw new NotImplementedLocallyError(`ssm:PutParameter with DataType ${JSON.stringify(dataType)}`);
}

function checkOverwrite(input: Json, existing: StoredParameter | undefined): void {
  if (existing === undefined) return;
  if (input['Overwrite'] !== true)
    throw new AwsError(
      'ParameterAlreadyExists',
      'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
    );
  if (input['Tags'] !== undefined)
    throw validationError(
      "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove overwrite flag. To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource.",
    );
}

function nextVersion(cloud: Cloud, input: Json, existing: StoredParameter | undefined): ParameterVersion {
  const value = requiredText(input, 'Value');
  const allowedPattern = optionalText(input, 'AllowedPattern');
  checkValue(value, allowedPattern);
  return {
    version: existing === undefined ? 1 : latestOf(existing).version + 1,
    value,
    type: typeOf(input, existing),
    dataType: 'text',
    description: optionalText(input, 'Description'),
    allowedPattern,
    modifiedAtMs: cloud.clock.now(),
  };
}

/** docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html */
export const makePutParameter =
  (state: SsmState, cloud: Cloud): Operation =>
  async (input) => {
    refuseMembers('PutParameter', input, ['KeyId', 'Policies']);
    const name = requiredText(input, 'Name');
    checkName(name);
    checkTier(input);
    const existing = state.parameters.get(name);
    checkOverwrite(input, existing);
    const version = nextVersion(cloud, input, existing);
    const versions = [...(existing?.versions ?? []), version].slice(-MAX_VERSIONS);
    state.parameters.set(name, { name, versions, tags: existing?.tags ?? readTags(input['Tags']) });
    return { Version: version.version, Tier: 'Standard' };
  };
