import type { ResourceHandle, ResourceProvider } from '../../../core/resource.ts';
import type { Mapping, MappingSettings } from '../mappings/mapping.ts';
import { readNewMapping } from '../mappings/mapping-settings.ts';
import { addMapping, changeMapping, removeMapping } from '../mappings/mappings.ts';
import type { LambdaState } from '../state.ts';
import { readTemplateTags } from './template-tags.ts';
import type { Json } from '../../../core/aws-error.ts';

/** docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html */
const PROPERTIES = {
  FunctionName: 'any',
  EventSourceArn: 'any',
  Enabled: 'any',
  BatchSize: 'any',
  MaximumBatchingWindowInSeconds: 'any',
  FunctionResponseTypes: 'any',
  Tags: 'any',
  StartingPosition: 'any',
  BisectBatchOnFunctionError: 'any',
  MaximumRetryAttempts: 'any',
  MaximumRecordAgeInSeconds: 'any',
  ParallelizationFactor: 'any',
  FilterCriteria: { Filters: [{ Pattern: 'any' }] },
  ScalingConfig: { MaximumConcurrency: 'any' },
  DestinationConfig: { OnFailure: { Destination: 'any' } },
} as const;

const handleOf = (mapping: Mapping): ResourceHandle => ({
  ref: mapping.uuid,
  attributes: { Id: mapping.uuid, EventSourceMappingArn: mapping.arn },
});

const settingsOf = (properties: Json): MappingSettings => readNewMapping({ ...properties, Tags: undefined });

export const makeEventSourceMappingProvider = (state: LambdaState): ResourceProvider => ({
  type: 'AWS::Lambda::EventSourceMapping',
  properties: PROPERTIES,
  replacedWhenChanged: ['EventSourceArn', 'StartingPosition'],
  create: async ({ properties }) =>
    handleOf(await addMapping(state, settingsOf(properties), readTemplateTags(properties))),
  update: async ({ properties }, handle) => {
    const mapping = state.mappings.get(handle.ref);
    const settings = settingsOf(properties);
    if (!mapping) return handleOf(await addMapping(state, settings, readTemplateTags(properties)));
    await changeMapping(state, mapping, settings);
    return handle;
  },
  delete: async ({ ref }) => {
    const mapping = state.mappings.get(ref);
    if (mapping) removeMapping(state, mapping);
  },
});
