import type { Cloud } from '../../core/cloud.ts';
import type { Operation, ServiceFactory } from '../../core/service.ts';
import { makeCourier } from './delivery/courier.ts';
import type { Courier } from './delivery/courier.ts';
import { makeDispatcher } from './delivery/dispatcher.ts';
import type { Dispatcher } from './delivery/dispatcher.ts';
import {
  makeCreateArchive,
  makeDeleteArchive,
  makeDescribeArchive,
  makeListArchives,
  makeUpdateArchive,
} from './operations/archives.ts';
import { makePutPermission, makeRemovePermission } from './operations/bus-policy.ts';
import { makeDeleteRule } from './operations/delete-rule.ts';
import {
  makeCreateEventBus,
  makeDeleteEventBus,
  makeDescribeEventBus,
  makeListEventBuses,
  makeUpdateEventBus,
} from './operations/event-buses.ts';
import { makePutEvents } from './operations/put-events.ts';
import { makePutRule } from './operations/put-rule.ts';
import { makePutTargets } from './operations/put-targets.ts';
import { makeRemoveTargets } from './operations/remove-targets.ts';
import { makeCancelReplay, makeDescribeReplay, makeListReplays, makeStartReplay } from './operations/replays.ts';
import {
  makeDescribeRule,
  makeListRuleNamesByTarget,
  makeListRules,
  makeListTargetsByRule,
} from './operations/rule-queries.ts';
import { makeDisableRule, makeEnableRule } from './operations/rule-state.ts';
import { makeListTagsForResource, makeTagResource, makeUntagResource } from './operations/tags.ts';
import { makeTestEventPattern } from './operations/test-event-pattern.ts';
import { permissionsOf } from './permissions.ts';
import { makeArchiveProvider } from './providers/archive.ts';
import { makeEventBusPolicyProvider } from './providers/event-bus-policy.ts';
import { makeRuleProvider } from './providers/rule.ts';
import { makeEventBusProvider } from './providers/event-bus.ts';
import { pendingReplays } from './replays.ts';
import { makeEventsState } from './state.ts';
import type { EventsState } from './state.ts';

interface Parts {
  readonly state: EventsState;
  readonly cloud: Cloud;
  readonly courier: Courier;
  readonly dispatcher: Dispatcher;
}

const busOperations = ({ state, cloud }: Parts): Readonly<Record<string, Operation>> => ({
  CreateEventBus: makeCreateEventBus(state, cloud),
  UpdateEventBus: makeUpdateEventBus(state, cloud),
  DeleteEventBus: makeDeleteEventBus(state),
  DescribeEventBus: makeDescribeEventBus(state),
  ListEventBuses: makeListEventBuses(state),
  PutPermission: makePutPermission(state),
  RemovePermission: makeRemovePermission(state),
  TagResource: makeTagResource(state),
  UntagResource: makeUntagResource(state),
  ListTagsForResource: makeListTagsForResource(state),
});

const ruleOperations = ({ state, cloud }: Parts): Readonly<Record<string, Operation>> => ({
  PutRule: makePutRule(state, cloud),
  DeleteRule: makeDeleteRule(state),
  DescribeRule: makeDescribeRule(state, cloud.accountId),
  ListRules: makeListRules(state),
  EnableRule: makeEnableRule(state),
  DisableRule: makeDisableRule(state),
  PutTargets: makePutTargets(state),
  RemoveTargets: makeRemoveTargets(state),
  ListTargetsByRule: makeListTargetsByRule(state),
  ListRuleNamesByTarget: makeListRuleNamesByTarget(state),
  TestEventPattern: makeTestEventPattern(),
});

const archiveOperations = (parts: Parts): Readonly<Record<string, Operation>> => ({
  CreateArchive: makeCreateArchive(parts.state, parts.cloud),
  UpdateArchive: makeUpdateArchive(parts.state),
  DeleteArchive: makeDeleteArchive(parts.state),
  DescribeArchive: makeDescribeArchive(parts.state, parts.cloud),
  ListArchives: makeListArchives(parts.state, parts.cloud),
  StartReplay: makeStartReplay(parts),
  CancelReplay: makeCancelReplay(parts.state),
  DescribeReplay: makeDescribeReplay(parts.state),
  ListReplays: makeListReplays(parts.state),
});

/** Amazon EventBridge's classic event buses. docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus.html */
export const makeEventsService: ServiceFactory = (cloud) => {
  const state = makeEventsState(cloud);
  const courier = makeCourier(cloud);
  const parts: Parts = { state, cloud, courier, dispatcher: makeDispatcher(state, courier) };
  return {
    name: 'events',
    protocols: [{ kind: 'json', version: '1.1', targetPrefix: 'AWSEvents' }],
    operations: {
      PutEvents: makePutEvents(parts),
      ...busOperations(parts),
      ...ruleOperations(parts),
      ...archiveOperations(parts),
    },
    permissions: (operation, input, principal) => permissionsOf(state, cloud, { operation, input, principal }),
    providers: [
      makeEventBusProvider(state, cloud),
      makeEventBusPolicyProvider(state, cloud),
      makeRuleProvider(state, cloud),
      makeArchiveProvider(cloud),
    ],
    pending: () => [...courier.pending(), ...pendingReplays(state)],
    stop: async () => courier.stop(),
  };
};
