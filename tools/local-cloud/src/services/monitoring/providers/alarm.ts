import type { Json } from '../../../core/aws-error.ts';
import type { Cloud } from '../../../core/cloud.ts';
import { OPERATOR } from '../../../core/principal.ts';
import type { PropertyShape, ResourceHandle, ResourceProvider, ResourceRequest } from '../../../core/resource.ts';
import { alarmArn } from '../state.ts';

const MAX_NAME_LENGTH = 255;

const SETTINGS = {
  AlarmName: 'any',
  AlarmDescription: 'any',
  ActionsEnabled: 'any',
  AlarmActions: 'any',
  OKActions: 'any',
  InsufficientDataActions: 'any',
  Tags: 'any',
} as const;

interface AlarmType {
  readonly type: string;
  readonly operation: 'PutMetricAlarm' | 'PutCompositeAlarm';
  readonly properties: PropertyShape;
}

function makeProvider(cloud: Cloud, { type, operation, properties }: AlarmType): ResourceProvider {
  const call = (name: string, input: Json): Promise<Json> =>
    cloud.call({ principal: OPERATOR, service: 'monitoring', operation: name, input });
  const put = async ({ properties: given }: ResourceRequest, name: string): Promise<ResourceHandle> => {
    await call(operation, { ...given, AlarmName: name });
    return { ref: name, attributes: { Arn: alarmArn(cloud, name) } };
  };
  return {
    type,
    properties,
    replacedWhenChanged: ['AlarmName'],
    create: async (request) => {
      const given = request.properties['AlarmName'];
      return put(request, typeof given === 'string' ? given : request.physicalName(MAX_NAME_LENGTH));
    },
    update: async (request, { ref }) => put(request, ref),
    delete: async ({ ref }) => {
      await call('DeleteAlarms', { AlarmNames: [ref] });
    },
  };
}

/** docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarm.html */
export const makeAlarmProvider = (cloud: Cloud): ResourceProvider =>
  makeProvider(cloud, {
    type: 'AWS::CloudWatch::Alarm',
    operation: 'PutMetricAlarm',
    properties: {
      ...SETTINGS,
      Namespace: 'any',
      MetricName: 'any',
      Dimensions: [{ Name: 'any', Value: 'any' }],
      Statistic: 'any',
      Period: 'any',
      Unit: 'any',
      EvaluationPeriods: 'any',
      DatapointsToAlarm: 'any',
      Threshold: 'any',
      ComparisonOperator: 'any',
      TreatMissingData: 'any',
    },
  });

/** docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-compositealarm.html */
export const makeCompositeAlarmProvider = (cloud: Cloud): ResourceProvider =>
  makeProvider(cloud, {
    type: 'AWS::CloudWatch::CompositeAlarm',
    operation: 'PutCompositeAlarm',
    properties: { ...SETTINGS, AlarmRule: 'any' },
  });
