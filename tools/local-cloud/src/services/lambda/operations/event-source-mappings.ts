import type { Operation } from '../../../core/service.ts';
import { honourOnly, textMap } from '../input.ts';
import { describeMapping } from '../mappings/describe-mapping.ts';
import { readMappingSettings, readNewMapping } from '../mappings/mapping-settings.ts';
import { addMapping, changeMapping, findMapping, removeMapping } from '../mappings/mappings.ts';
import { functionName } from '../names.ts';
import { readPage } from '../page.ts';
import type { LambdaState } from '../state.ts';

/** Mappings per answer. docs.aws.amazon.com/lambda/latest/api/API_ListEventSourceMappings.html */
const MAX_ITEMS = 100;

/** docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html */
export const makeCreateEventSourceMapping =
  (state: LambdaState): Operation =>
  async (input) =>
    describeMapping(state.cloud, await addMapping(state, readNewMapping(input), textMap(input, 'Tags') ?? {}));

/** docs.aws.amazon.com/lambda/latest/api/API_GetEventSourceMapping.html */
export const makeGetEventSourceMapping =
  (state: LambdaState): Operation =>
  async (input) => {
    honourOnly('GetEventSourceMapping', input, ['UUID']);
    return describeMapping(state.cloud, findMapping(state, input['UUID']));
  };

export const makeListEventSourceMappings =
  (state: LambdaState): Operation =>
  async (input) => {
    honourOnly('ListEventSourceMappings', input, ['EventSourceArn', 'FunctionName', 'Marker', 'MaxItems']);
    const { EventSourceArn: source, FunctionName: fn } = input;
    const name = fn === undefined ? undefined : functionName(fn);
    const wanted = [...state.mappings.values()].filter(
      ({ settings }) =>
        (source === undefined || settings.eventSourceArn === source) &&
        (name === undefined || settings.functionName === name),
    );
    const { items, next } = readPage(wanted, input, MAX_ITEMS);
    return { EventSourceMappings: items.map((mapping) => describeMapping(state.cloud, mapping)), ...next };
  };

/** docs.aws.amazon.com/lambda/latest/api/API_UpdateEventSourceMapping.html */
export const makeUpdateEventSourceMapping =
  (state: LambdaState): Operation =>
  async ({ UUID, ...change }) => {
    const mapping = findMapping(state, UUID);
    await changeMapping(state, mapping, readMappingSettings(change, mapping.settings));
    return describeMapping(state.cloud, mapping);
  };

/** docs.aws.amazon.com/lambda/latest/api/API_DeleteEventSourceMapping.html */
export const makeDeleteEventSourceMapping =
  (state: LambdaState): Operation =>
  async (input) => {
    honourOnly('DeleteEventSourceMapping', input, ['UUID']);
    const mapping = findMapping(state, input['UUID']);
    removeMapping(state, mapping);
    return { ...describeMapping(state.cloud, mapping), State: 'Deleting' };
  };
