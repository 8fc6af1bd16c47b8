import type { Json } from '../../../core/aws-error.ts';
import { invalidParameterValue, validationError } from '../errors.ts';
import {
  honourOnly,
  optionalChoice,
  optionalFlag,
  optionalNumber,
  optionalObject,
  optionalText,
  requiredText,
  textList,
} from '../input.ts';
import { functionName } from '../names.ts';
import type { MappingSettings } from './mapping.ts';

const COMMON_MEMBERS = [
  'FunctionName',
  'EventSourceArn',
  'Enabled',
  'BatchSize',
  'MaximumBatchingWindowInSeconds',
  'FilterCriteria',
  'FunctionResponseTypes',
  'Tags',
];
const QUEUE_MEMBERS = [...COMMON_MEMBERS, 'ScalingConfig'];
const STREAM_MEMBERS = [
  ...COMMON_MEMBERS,
  'StartingPosition',
  'BisectBatchOnFunctionError',
  'MaximumRetryAttempts',
  'MaximumRecordAgeInSeconds',
  'ParallelizationFactor',
  'DestinationConfig',
];

/** docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html */
const BATCH_SIZE = { min: 1, max: 10_000 };
const FIFO_BATCH_SIZE = { min: 1, max: 10 };
const WINDOW_SECONDS = { min: 0, max: 300 };
const CONCURRENCY = { min: 2, max: 1000 };
const RETRIES = { min: -1, max: 10_000 };
const AGE_SECONDS = { min: 60, max: 604_800, or: -1 };
const LANES = { min: 1, max: 10 };

/** Batch size up to which a queue's mapping needs no batching window. Same page. */
const MAX_BATCH_WITHOUT_WINDOW = 10;

export const isQueueArn = (arn: string): boolean => /^arn:[^:]+:sqs:/.test(arn);
const isTableStreamArn = (arn: string): boolean => /^arn:[^:]+:dynamodb:.*\/stream\//.test(arn);

function readFilters(input: Json): readonly string[] | undefined {
  const criteria = optionalObject(input, 'FilterCriteria');
  if (criteria === undefined) return undefined;
  const filters = (criteria['Filters'] ?? []) as readonly Json[];
  return filters.map((filter) => requiredText(filter, 'Pattern'));
}

function readResponseTypes(input: Json): boolean | undefined {
  const types = textList(input, 'FunctionResponseTypes');
  const unknown = types?.find((type) => type !== 'ReportBatchItemFailures');
  if (unknown !== undefined)
    throw validationError(
      'functionResponseTypes',
      unknown,
      'Member must satisfy enum value set: [ReportBatchItemFailures]',
    );
  return types === undefined ? undefined : types.length > 0;
}

function readOnFailure(input: Json): string | undefined {
  const config = optionalObject(input, 'DestinationConfig');
  const target = optionalText(optionalObject(config ?? {}, 'OnFailure') ?? {}, 'Destination');
  if (target === undefined || isQueueArn(target)) return target;
  throw invalidParameterValue(
    `The local cloud knows only SQS queues as destinations of discarded batches, not ${target}.`,
  );
}

function readQueueSettings(input: Json, base: MappingSettings): MappingSettings {
  honourOnly('CreateEventSourceMapping', input, QUEUE_MEMBERS);
  const isFifo = base.eventSourceArn.endsWith('.fifo');
  const batchSize = optionalNumber(input, 'BatchSize', isFifo ? FIFO_BATCH_SIZE : BATCH_SIZE) ?? base.batchSize;
  if (isFifo && base.batchingWindowSeconds > 0)
    throw invalidParameterValue('Batching window is not supported for FIFO queues.');
  if (batchSize > MAX_BATCH_WITHOUT_WINDOW && base.batchingWindowSeconds === 0) {
    throw invalidParameterValue(
      'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
    );
  }
  const scaling = optionalObject(input, 'ScalingConfig');
  const maximumConcurrency =
    scaling === undefined ? base.maximumConcurrency : optionalNumber(scaling, 'MaximumConcurrency', CONCURRENCY);
  return { ...base, batchSize, maximumConcurrency };
}

function readStreamSettings(input: Json, base: MappingSettings): MappingSettings {
  honourOnly('CreateEventSourceMapping', input, STREAM_MEMBERS);
  const startingPosition =
    optionalChoice(input, 'StartingPosition', ['TRIM_HORIZON', 'LATEST']) ?? base.startingPosition;
  if (startingPosition === undefined) throw validationError('startingPosition', null, 'Member must not be null');
  return {
    ...base,
    ...readRetries(input, base),
    startingPosition,
    batchSize: optionalNumber(input, 'BatchSize', BATCH_SIZE) ?? base.batchSize,
    parallelizationFactor: optionalNumber(input, 'ParallelizationFactor', LANES) ?? base.parallelizationFactor,
  };
}

type Retries = Pick<
  MappingSettings,
  'bisectBatchOnFunctionError' | 'maximumRetryAttempts' | 'maximumRecordAgeSeconds' | 'onFailure'
>;

function readRetries(input: Json, base: MappingSettings): Retries {
  return {
    bisectBatchOnFunctionError: optionalFlag(input, 'BisectBatchOnFunctionError') ?? base.bisectBatchOnFunctionError,
    maximumRetryAttempts: optionalNumber(input, 'MaximumRetryAttempts', RETRIES) ?? base.maximumRetryAttempts,
    maximumRecordAgeSeconds:
      optionalNumber(input, 'MaximumRecordAgeInSeconds', AGE_SECONDS) ?? base.maximumRecordAgeSeconds,
    onFailure: readOnFailure(input) ?? base.onFailure,
  };
}

function readCommon(input: Json, base: MappingSettings): MappingSettings {
  return {
    ...base,
    functionName: input['FunctionName'] === undefined ? base.functionName : functionName(input['FunctionName']),
    enabled: optionalFlag(input, 'Enabled') ?? base.enabled,
    batchingWindowSeconds:
      optionalNumber(input, 'MaximumBatchingWindowInSeconds', WINDOW_SECONDS) ?? base.batchingWindowSeconds,
    filters: readFilters(input) ?? base.filters,
    reportBatchItemFailures: readResponseTypes(input) ?? base.reportBatchItemFailures,
  };
}

/** Settings of a mapping from an API input or a template's properties, on top of `base`. */
export function readMappingSettings(input: Json, base: MappingSettings): MappingSettings {
  const common = readCommon(input, base);
  return isQueueArn(base.eventSourceArn) ? readQueueSettings(input, common) : readStreamSettings(input, common);
}

/** @throws {AwsError} for an event source that the local cloud does not read. */
export function readNewMapping(input: Json): MappingSettings {
  const eventSourceArn = requiredText(input, 'EventSourceArn');
  if (!isQueueArn(eventSourceArn) && !isTableStreamArn(eventSourceArn)) {
    throw invalidParameterValue(`The local cloud reads only SQS queues and DynamoDB streams, not ${eventSourceArn}.`);
  }
  return readMappingSettings(input, {
    functionName: functionName(requiredText(input, 'FunctionName')),
    eventSourceArn,
    enabled: true,
    batchSize: isQueueArn(eventSourceArn) ? 10 : 100,
    batchingWindowSeconds: 0,
    filters: [],
    reportBatchItemFailures: false,
    maximumConcurrency: undefined,
    startingPosition: undefined,
    bisectBatchOnFunctionError: false,
    maximumRetryAttempts: -1,
    maximumRecordAgeSeconds: -1,
    parallelizationFactor: 1,
    onFailure: undefined,
  });
}
