import { AwsError } from '../../../core/aws-error.ts';
import type { Json } from '../../../core/aws-error.ts';
import type { Cloud } from '../../../core/cloud.ts';
import type { Operation } from '../../../core/service.ts';
import { pageOf, withPrefix } from '../paging.ts';
import { BUS_NAME, BUS_NAME_OR_ARN, DEAD_LETTER_CONFIG, DESCRIPTION, PAGING, TAGS } from '../shapes.ts';
import { DEFAULT_BUS, findBus, makeBus, policyOf } from '../state.ts';
import type { EventBus, EventsState } from '../state.ts';
import { addTags } from '../tagging.ts';
import { validate } from '../../../core/validation.ts';
import type { Members } from '../../../core/validation.ts';

const CREATE: Members = {
  Name: { ...BUS_NAME, required: true },
  Description: DESCRIPTION,
  DeadLetterConfig: DEAD_LETTER_CONFIG,
  Tags: TAGS,
  EventSourceName: { kind: 'refused' },
  KmsKeyIdentifier: { kind: 'refused' },
  LogConfig: { kind: 'refused' },
};

const viewOf = (bus: EventBus): Json => {
  const policy = policyOf(bus);
  return {
    Name: bus.name,
    Arn: bus.arn,
    Description: bus.description,
    Policy: policy && JSON.stringify(policy),
    CreationTime: new Date(bus.createdAt),
    LastModifiedTime: new Date(bus.modifiedAt),
  };
};

const settingsOf = ({ description, deadLetterConfig }: EventBus): Json => ({
  Description: description,
  DeadLetterConfig: deadLetterConfig,
});

function change(bus: EventBus, input: Json, cloud: Cloud): void {
  if (typeof input['Description'] === 'string') bus.description = input['Description'];
  if (input['DeadLetterConfig'] !== undefined) bus.deadLetterConfig = input['DeadLetterConfig'] as Json;
  bus.modifiedAt = cloud.clock.now();
}

/** docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateEventBus.html */
export const makeCreateEventBus =
  (state: EventsState, cloud: Cloud): Operation =>
  async (input) => {
    validate('events:CreateEventBus', input, CREATE);
    const name = String(input['Name']);
    if (state.buses.has(name)) {
      throw new AwsError('ResourceAlreadyExistsException', `Event bus ${name} already exists.`);
    }
    const bus = makeBus(cloud, name);
    change(bus, input, cloud);
    state.buses.set(name, bus);
    addTags(state, bus.arn, input['Tags']);
    return { EventBusArn: bus.arn, ...settingsOf(bus) };
  };

/** docs.aws.amazon.com/eventbridge/latest/APIReference/API_UpdateEventBus.html */
export const makeUpdateEventBus =
  (state: EventsState, cloud: Cloud): Operation =>
  async (input) => {
    const { Tags: _tags, EventSourceName: _source, ...members } = CREATE;
    validate('events:UpdateEventBus', input, { ...members, Name: BUS_NAME });
    const bus = findBus(state, input['Name']);
    change(bus, input, cloud);
    return { Name: bus.name, Arn: bus.arn, ...settingsOf(bus) };
  };

/** Its rules go with it. docs.aws.amazon.com/eventbridge/latest/APIReference/API_DeleteEventBus.html */
export const makeDeleteEventBus =
  (state: EventsState): Operation =>
  async (input) => {
    validate('events:DeleteEventBus', input, { Name: { ...BUS_NAME, required: true } });
    if (input['Name'] === DEFAULT_BUS) {
      throw new AwsError('ValidationException', 'Cannot delete event bus default.');
    }
    const bus = state.buses.get(String(input['Name']));
    if (bus === undefined) return {};
    state.buses.delete(bus.name);
    for (const { arn } of [bus, ...bus.rules.values()]) state.tags.delete(arn);
    return {};
  };

/** docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeEventBus.html */
export const makeDescribeEventBus =
  (state: EventsState): Operation =>
  async (input) => {
    validate('events:DescribeEventBus', input, { Name: BUS_NAME_OR_ARN });
    const bus = findBus(state, input['Name']);
    return { ...viewOf(bus), ...settingsOf(bus) };
  };

/** docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListEventBuses.html */
export const makeListEventBuses =
  (state: EventsState): Operation =>
  async (input) => {
    validate('events:ListEventBuses', input, { NamePrefix: BUS_NAME, ...PAGING });
    return pageOf(input, 'EventBuses', withPrefix(input, state.buses.values()).map(viewOf));
  };
