import type { Cloud } from '../../../core/cloud.ts';
import { OPERATOR } from '../../../core/principal.ts';
import type { ResourceHandle, ResourceProvider } from '../../../core/resource.ts';
import { findBus } from '../state.ts';
import type { EventsState } from '../state.ts';

const handleOf = (state: EventsState, name: string): ResourceHandle => {
  const bus = findBus(state, name);
  return { ref: bus.name, attributes: { Arn: bus.arn, Name: bus.name } };
};

/** docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbus.html */
export const makeEventBusProvider = (state: EventsState, cloud: Cloud): ResourceProvider => ({
  type: 'AWS::Events::EventBus',
  properties: { Name: 'any', Description: 'any', DeadLetterConfig: 'any', Tags: 'any' },
  replacedWhenChanged: ['Name'],
  create: async ({ properties }) => {
    await cloud.call({ principal: OPERATOR, service: 'events', operation: 'CreateEventBus', input: properties });
    return handleOf(state, String(properties['Name']));
  },
  update: async ({ properties: { Tags: _tags, ...input } }, { ref }) => {
    await cloud.call({ principal: OPERATOR, service: 'events', operation: 'UpdateEventBus', input });
    return handleOf(state, ref);
  },
  delete: async ({ ref }) => {
    await cloud.call({ principal: OPERATOR, service: 'events', operation: 'DeleteEventBus', input: { Name: ref } });
  },
});
