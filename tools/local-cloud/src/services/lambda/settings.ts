import type { Json } from '../../core/aws-error.ts';
import { invalidParameterValue } from './errors.ts';
import type { FunctionSettings, LoggingSettings } from './function.ts';
import {
  honourOnly,
  optionalChoice,
  optionalNumber,
  optionalObject,
  optionalText,
  requiredText,
  textList,
  textMap,
  type WholeNumberRule,
} from './input.ts';

/** Members that settings are read from, in the API and in templates alike. */
export const SETTINGS_MEMBERS: readonly string[] = [
  'Description',
  'Runtime',
  'Role',
  'Handler',
  'MemorySize',
  'Timeout',
  'Architectures',
  'Environment',
  'DeadLetterConfig',
  'TracingConfig',
  'LoggingConfig',
  'EphemeralStorage',
];

/** docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
const MEMORY_MIB: WholeNumberRule = { min: 128, max: 10_240 };
const TIMEOUT_SECONDS: WholeNumberRule = { min: 1, max: 900 };
const STORAGE_MIB: WholeNumberRule = { min: 512, max: 10_240 };

/** All variables of a function together. docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_VARIABLES_BYTES = 4096;

/** Names that a function cannot set. docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
const RESERVED_VARIABLES = [
  '_HANDLER',
  '_X_AMZN_TRACE_ID',
  'AWS_DEFAULT_REGION',
  'AWS_REGION',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_LAMBDA_RUNTIME_API',
  'LAMBDA_TASK_ROOT',
  'LAMBDA_RUNTIME_DIR',
];

const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] as const;
const SYSTEM_LEVELS = ['DEBUG', 'INFO', 'WARN'] as const;

function readVariables(input: Json): Readonly<Record<string, string>> | undefined {
  const environment = optionalObject(input, 'Environment');
  if (environment === undefined) return undefined;
  const variables = textMap(environment, 'Variables') ?? {};
  const reserved = Object.keys(variables).filter((name) => RESERVED_VARIABLES.includes(name));
  if (reserved.length > 0) {
    throw invalidParameterValue(
      'Lambda was unable to configure your environment variables because the environment variables you have provided contains ' +
        `reserved keys that are currently not supported for modification. Reserved keys used in this request: ${reserved.join(', ')}`,
    );
  }
  if (JSON.stringify(variables).length > MAX_VARIABLES_BYTES) {
    throw invalidParameterValue(
      'Lambda was unable to configure your environment variables because the environment variables you have provided exceeded ' +
        `the 4KB limit. String measured: ${JSON.stringify(variables)}`,
    );
  }
  return variables;
}

function readLogging(input: Json, base: LoggingSettings): LoggingSettings {
  const given = optionalObject(input, 'LoggingConfig');
  if (given === undefined) return base;
  honourOnly('LoggingConfig', given, ['LogFormat', 'LogGroup', 'ApplicationLogLevel', 'SystemLogLevel']);
  return {
    LogFormat: optionalChoice(given, 'LogFormat', ['Text', 'JSON']) ?? base.LogFormat,
    LogGroup: optionalText(given, 'LogGroup') ?? base.LogGroup,
    ApplicationLogLevel: optionalChoice(given, 'ApplicationLogLevel', LEVELS) ?? base.ApplicationLogLevel,
    SystemLogLevel: optionalChoice(given, 'SystemLogLevel', SYSTEM_LEVELS) ?? base.SystemLogLevel,
  };
}

function readDeadLetterTarget(input: Json, base: FunctionSettings): string | undefined {
  const given = optionalObject(input, 'DeadLetterConfig');
  if (given === undefined) return base.DeadLetterTargetArn;
  const arn = optionalText(given, 'TargetArn') ?? '';
  if (arn !== '' && !/^arn:[^:]+:sqs:/.test(arn)) {
    throw invalidParameterValue(`The local cloud knows only Amazon SQS queues as dead-letter targets, not ${arn}.`);
  }
  return arn === '' ? undefined : arn;
}

/** What a new function has unless told otherwise. API_CreateFunction.html */
export function defaultSettings(name: string): FunctionSettings {
  return {
    Description: '',
    Runtime: '',
    Role: '',
    Handler: '',
    MemorySize: 128,
    Timeout: 3,
    Architectures: ['x86_64'],
    Variables: {},
    DeadLetterTargetArn: undefined,
    TracingMode: 'PassThrough',
    Logging: {
      LogFormat: 'Text',
      LogGroup: `/aws/lambda/${name}`,
      ApplicationLogLevel: 'INFO',
      SystemLogLevel: 'INFO',
    },
    EphemeralStorageSize: 512,
  };
}

/**
 * Settings from an API input or a template's properties, on top of `base`.
 * @throws {AwsError} as Lambda does for values outside their bounds.
 */
export function readSettings(input: Json, base: FunctionSettings): FunctionSettings {
  return { ...base, ...readSizes(input, base), ...readTexts(input, base), ...readStructures(input, base) };
}

type Sizes = Pick<FunctionSettings, 'MemorySize' | 'Timeout' | 'EphemeralStorageSize'>;

function readSizes(input: Json, base: FunctionSettings): Sizes {
  const storage = optionalObject(input, 'EphemeralStorage') ?? {};
  return {
    MemorySize: optionalNumber(input, 'MemorySize', MEMORY_MIB) ?? base.MemorySize,
    Timeout: optionalNumber(input, 'Timeout', TIMEOUT_SECONDS) ?? base.Timeout,
    EphemeralStorageSize: optionalNumber(storage, 'Size', STORAGE_MIB) ?? base.EphemeralStorageSize,
  };
}

type Texts = Pick<FunctionSettings, 'Description' | 'Runtime' | 'Role' | 'Handler'>;

const readTexts = (input: Json, base: FunctionSettings): Texts => ({
  Description: optionalText(input, 'Description') ?? base.Description,
  Runtime: optionalText(input, 'Runtime') ?? base.Runtime,
  Role: optionalText(input, 'Role') ?? base.Role,
  Handler: optionalText(input, 'Handler') ?? base.Handler,
});

function readStructures(input: Json, base: FunctionSettings): Omit<FunctionSettings, keyof Sizes | keyof Texts> {
  const tracing = optionalObject(input, 'TracingConfig') ?? {};
  return {
    Architectures: textList(input, 'Architectures') ?? base.Architectures,
    Variables: readVariables(input) ?? base.Variables,
    DeadLetterTargetArn: readDeadLetterTarget(input, base),
    TracingMode: optionalChoice(tracing, 'Mode', ['Active', 'PassThrough']) ?? base.TracingMode,
    Logging: readLogging(input, base.Logging),
  };
}

/** @throws {AwsError} when a member that a new function cannot do without is missing. */
export function readNewSettings(input: Json, name: string): FunctionSettings {
  for (const member of ['Role', 'Runtime', 'Handler']) requiredText(input, member);
  return readSettings(input, defaultSettings(name));
}
