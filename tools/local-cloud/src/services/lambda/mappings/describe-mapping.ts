import type { Json } from '../../../core/aws-error.ts';
import type { Cloud } from '../../../core/cloud.ts';
import { functionArn } from '../names.ts';
import type { Mapping, MappingSettings } from './mapping.ts';
import { isQueueArn } from './mapping-settings.ts';

function streamMembers(settings: MappingSettings): Json {
  return {
    StartingPosition: settings.startingPosition,
    BisectBatchOnFunctionError: settings.bisectBatchOnFunctionError,
    MaximumRetryAttempts: settings.maximumRetryAttempts,
    MaximumRecordAgeInSeconds: settings.maximumRecordAgeSeconds,
    ParallelizationFactor: settings.parallelizationFactor,
    TumblingWindowInSeconds: 0,
    DestinationConfig: { OnFailure: settings.onFailure === undefined ? {} : { Destination: settings.onFailure } },
  };
}

function queueMembers({ maximumConcurrency }: MappingSettings): Json {
  return maximumConcurrency === undefined ? {} : { ScalingConfig: { MaximumConcurrency: maximumConcurrency } };
}

/** A mapping as the API shows it. docs.aws.amazon.com/lambda/latest/api/API_EventSourceMappingConfiguration.html */
export function describeMapping(cloud: Cloud, mapping: Mapping): Json {
  const { settings } = mapping;
  return {
    UUID: mapping.uuid,
    EventSourceMappingArn: mapping.arn,
    EventSourceArn: settings.eventSourceArn,
    FunctionArn: functionArn(cloud, settings.functionName),
    BatchSize: settings.batchSize,
    MaximumBatchingWindowInSeconds: settings.batchingWindowSeconds,
    FunctionResponseTypes: settings.reportBatchItemFailures ? ['ReportBatchItemFailures'] : [],
    ...(settings.filters.length === 0
      ? {}
      : { FilterCriteria: { Filters: settings.filters.map((Pattern) => ({ Pattern })) } }),
    ...(isQueueArn(settings.eventSourceArn) ? queueMembers(settings) : streamMembers(settings)),
    LastModified: mapping.modifiedAt / 1000,
    LastProcessingResult: mapping.lastProcessingResult,
    State: settings.enabled ? 'Enabled' : 'Disabled',
    StateTransitionReason: 'USER_INITIATED',
  };
}
