import type { Json } from '../../core/aws-error.ts';
import type { Cloud } from '../../core/cloud.ts';
import type { Permission, PolicyDocument } from '../../core/policy.ts';
import type { Principal } from '../../core/principal.ts';
import { busNameOf, policyOf, ruleArn } from './state.ts';
import type { EventsState } from './state.ts';

type ResourceOf = (input: Json, cloud: Cloud) => string;

const textOf = (value: unknown): string => (typeof value === 'string' && value !== '' ? value : '*');

const rule =
  (member: string): ResourceOf =>
  (input, cloud) =>
    ruleArn(cloud, busNameOf(input['EventBusName']), textOf(input[member]));

const bus =
  (member: string): ResourceOf =>
  (input, cloud) =>
    cloud.arn('events', `event-bus/${busNameOf(input[member])}`);

const named =
  (kind: string, member: string): ResourceOf =>
  (input, cloud) =>
    cloud.arn('events', `${kind}/${textOf(input[member])}`);

const given =
  (member: string): ResourceOf =>
  (input) =>
    textOf(input[member]);

/** docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html */
const RESOURCES: Readonly<Record<string, ResourceOf>> = {
  PutRule: rule('Name'),
  DeleteRule: rule('Name'),
  DescribeRule: rule('Name'),
  EnableRule: rule('Name'),
  DisableRule: rule('Name'),
  PutTargets: rule('Rule'),
  RemoveTargets: rule('Rule'),
  ListTargetsByRule: rule('Rule'),
  CreateEventBus: bus('Name'),
  UpdateEventBus: bus('Name'),
  DeleteEventBus: bus('Name'),
  DescribeEventBus: bus('Name'),
  CreateArchive: named('archive', 'ArchiveName'),
  UpdateArchive: named('archive', 'ArchiveName'),
  DeleteArchive: named('archive', 'ArchiveName'),
  DescribeArchive: named('archive', 'ArchiveName'),
  StartReplay: named('replay', 'ReplayName'),
  CancelReplay: named('replay', 'ReplayName'),
  DescribeReplay: named('replay', 'ReplayName'),
  TagResource: given('ResourceARN'),
  UntagResource: given('ResourceARN'),
  ListTagsForResource: given('ResourceARN'),
};

interface Entry {
  readonly Source?: unknown;
  readonly DetailType?: unknown;
  readonly EventBusName?: unknown;
}

/** AWS's own services put their events on every account's default bus. */
const serviceGrant = (arn: string, service: string): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: { Service: service }, Action: 'events:PutEvents', Resource: arn },
});

function entryPermission(
  state: EventsState,
  cloud: Cloud,
  request: { entry: Entry; principal: Principal },
): Permission {
  const { entry, principal } = request;
  const name = busNameOf(entry.EventBusName);
  const resource = cloud.arn('events', `event-bus/${name}`);
  const target = state.buses.get(name);
  const own = target && policyOf(target);
  return {
    action: 'events:PutEvents',
    resource,
    conditionKeys: {
      'events:source': textOf(entry.Source),
      'events:detail-type': textOf(entry.DetailType),
      'events:eventBusInvocation': String(principal.kind === 'service' && principal.service === 'events.amazonaws.com'),
    },
    resourcePolicy:
      name === 'default' && principal.kind === 'service' ? serviceGrant(resource, principal.service) : own,
  };
}

export interface PermissionRequest {
  readonly operation: string;
  readonly input: Json;
  readonly principal: Principal;
}

/** What a call needs; PutEvents needs its action once per entry, with that entry's condition keys. */
export function permissionsOf(state: EventsState, cloud: Cloud, request: PermissionRequest): readonly Permission[] {
  const { operation, input, principal } = request;
  if (operation === 'PutEvents') {
    const entries = Array.isArray(input['Entries']) ? (input['Entries'] as readonly Entry[]) : [];
    return entries.map((entry) => entryPermission(state, cloud, { entry, principal }));
  }
  const resource = Object.hasOwn(RESOURCES, operation) ? RESOURCES[operation] : undefined;
  return [{ action: `events:${operation}`, resource: resource?.(input, cloud) ?? '*' }];
}
