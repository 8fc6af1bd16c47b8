import type { Json } from '../../core/aws-error.ts';
import type { Cloud } from '../../core/cloud.ts';
import type { Permission } from '../../core/policy.ts';
import type { Operation, ServiceFactory } from '../../core/service.ts';
import { makeDeleteAlarms } from './operations/delete-alarms.ts';
import { makeDescribeAlarms } from './operations/describe-alarms.ts';
import { makePutCompositeAlarm } from './operations/put-composite-alarm.ts';
import { makePutMetricAlarm } from './operations/put-metric-alarm.ts';
import { makeSetAlarmState } from './operations/set-alarm-state.ts';
import { makeListTagsForResource, makeTagResource, makeUntagResource } from './operations/tags.ts';
import { makeAlarmProvider, makeCompositeAlarmProvider } from './providers/alarm.ts';
import { alarmArn, makeMonitoringState } from './state.ts';
import type { MonitoringState } from './state.ts';

const operationsOf = (state: MonitoringState, cloud: Cloud): Readonly<Record<string, Operation>> => ({
  PutMetricAlarm: makePutMetricAlarm(state, cloud),
  PutCompositeAlarm: makePutCompositeAlarm(state, cloud),
  DescribeAlarms: makeDescribeAlarms(state, cloud),
  DeleteAlarms: makeDeleteAlarms(state),
  SetAlarmState: makeSetAlarmState(state, cloud),
  TagResource: makeTagResource(state),
  UntagResource: makeUntagResource(state),
  ListTagsForResource: makeListTagsForResource(state),
});

const textsOf = (value: unknown): readonly string[] =>
  [value].flat().filter((each): each is string => typeof each === 'string');

/** docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html */
function permissionsOf(cloud: Cloud, operation: string, input: Json): readonly Permission[] {
  const action = `cloudwatch:${operation}`;
  const arns = [
    ...textsOf(input['ResourceARN']),
    ...textsOf(input['AlarmName']).map((name) => alarmArn(cloud, name)),
    ...(operation === 'DeleteAlarms' ? textsOf(input['AlarmNames']).map((name) => alarmArn(cloud, name)) : []),
  ];
  return (arns.length === 0 ? ['*'] : arns).map((resource) => ({ action, resource }));
}

/**
 * CloudWatch alarms, as far as their state can be asked for. It records no metrics: alarms are evaluated when they are described.
 * docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
 */
export const makeMonitoringService: ServiceFactory = (cloud) => {
  const state = makeMonitoringState();
  return {
    name: 'monitoring',
    protocols: [
      { kind: 'json', version: '1.0', targetPrefix: 'GraniteServiceVersion20100801', queryCompatible: true },
      { kind: 'query', apiVersion: '2010-08-01', xmlNamespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/' },
    ],
    operations: operationsOf(state, cloud),
    permissions: (operation, input) => permissionsOf(cloud, operation, input),
    providers: [makeAlarmProvider(cloud), makeCompositeAlarmProvider(cloud)],
  };
};
