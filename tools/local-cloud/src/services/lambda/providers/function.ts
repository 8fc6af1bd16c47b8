import type { Json } from '../../../core/aws-error.ts';
import type { ResourceHandle, ResourceProvider, ResourceRequest } from '../../../core/resource.ts';
import { readTemplateCode } from '../code.ts';
import { addFunction, changeFunction, removeFunction } from '../create-function.ts';
import type { LambdaFunction } from '../function.ts';
import { optionalNumber, optionalObject, optionalText } from '../input.ts';
import { functionName } from '../names.ts';
import { defaultSettings, readNewSettings, readSettings } from '../settings.ts';
import type { LambdaState } from '../state.ts';
import { readTemplateTags } from './template-tags.ts';

/** docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html */
const PROPERTIES = {
  FunctionName: 'any',
  Description: 'any',
  Runtime: 'any',
  Role: 'any',
  Handler: 'any',
  MemorySize: 'any',
  Timeout: 'any',
  Architectures: 'any',
  PackageType: 'any',
  ReservedConcurrentExecutions: 'any',
  Tags: 'any',
  Code: { S3Bucket: 'any', S3Key: 'any', ZipFile: 'any' },
  Environment: { Variables: 'any' },
  DeadLetterConfig: { TargetArn: 'any' },
  TracingConfig: { Mode: 'any' },
  EphemeralStorage: { Size: 'any' },
  LoggingConfig: { LogFormat: 'any', LogGroup: 'any', ApplicationLogLevel: 'any', SystemLogLevel: 'any' },
} as const;

const handleOf = (fn: LambdaFunction): ResourceHandle => ({ ref: fn.name, attributes: { Arn: fn.arn } });

const reservedOf = (properties: Json): number | undefined =>
  optionalNumber(properties, 'ReservedConcurrentExecutions', { min: 0, max: 900 });

function create(state: LambdaState, request: ResourceRequest): ResourceHandle {
  const { properties } = request;
  const name = functionName(optionalText(properties, 'FunctionName') ?? request.physicalName(64));
  const fn = addFunction(state, {
    name,
    settings: readNewSettings(properties, name),
    code: readTemplateCode(state.cloud, optionalObject(properties, 'Code') ?? {}),
    tags: readTemplateTags(properties),
    reservedConcurrency: reservedOf(properties),
  });
  return handleOf(fn);
}

function update(
  state: LambdaState,
  { properties }: ResourceRequest,
  handle: ResourceHandle,
): ResourceHandle | undefined {
  const fn = state.functions.get(handle.ref);
  if (!fn) return undefined;
  const settings = readSettings(properties, defaultSettings(fn.name));
  changeFunction(state, fn, {
    settings,
    code: readTemplateCode(state.cloud, optionalObject(properties, 'Code') ?? {}),
  });
  fn.reservedConcurrency = reservedOf(properties);
  return handleOf(fn);
}

export const makeFunctionProvider = (state: LambdaState): ResourceProvider => ({
  type: 'AWS::Lambda::Function',
  properties: PROPERTIES,
  replacedWhenChanged: ['FunctionName', 'PackageType'],
  create: async (request) => create(state, request),
  update: async (request, handle) => update(state, request, handle) ?? create(state, request),
  delete: async (handle) => {
    const fn = state.functions.get(handle.ref);
    if (fn) removeFunction(state, fn);
  },
});
