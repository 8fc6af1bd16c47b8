import { AwsError } from '../../../core/aws-error.ts';
import type { Cloud } from '../../../core/cloud.ts';
import type { Operation } from '../../../core/service.ts';
import type { Members } from '../../../core/validation.ts';
import { storeMetricAlarm } from '../alarms.ts';
import { readInput, SETTINGS } from '../shapes.ts';
import type { MonitoringState } from '../state.ts';

const MEMBERS: Members = {
  ...SETTINGS,
  Namespace: { kind: 'text', min: 1, max: 255, pattern: /^[^:].*$/u },
  MetricName: { kind: 'text', min: 1, max: 255 },
  Dimensions: {
    kind: 'list',
    max: 30,
    of: {
      kind: 'object',
      members: {
        Name: { kind: 'text', min: 1, max: 255, required: true },
        Value: { kind: 'text', min: 1, max: 1_024, required: true },
      },
    },
  },
  Statistic: { kind: 'text', oneOf: ['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum'] },
  Period: { kind: 'number', min: 1 },
  Unit: { kind: 'text' },
  EvaluationPeriods: { kind: 'number', min: 1, required: true },
  DatapointsToAlarm: { kind: 'number', min: 1 },
  Threshold: { kind: 'number' },
  ComparisonOperator: {
    kind: 'text',
    required: true,
    oneOf: ['GreaterThanOrEqualToThreshold', 'GreaterThanThreshold', 'LessThanThreshold', 'LessThanOrEqualToThreshold'],
  },
  TreatMissingData: { kind: 'text', oneOf: ['breaching', 'notBreaching', 'ignore', 'missing'] },
  EvaluateLowSampleCountPercentile: { kind: 'refused' },
  EvaluationCriteria: { kind: 'refused' },
  EvaluationInterval: { kind: 'refused' },
  ExtendedStatistic: { kind: 'refused' },
  Metrics: { kind: 'refused' },
  ThresholdMetricId: { kind: 'refused' },
};

/** What an alarm on one metric cannot do without. */
const NEEDED = ['Namespace', 'MetricName', 'Statistic', 'Period', 'Threshold'] as const;

/** docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
export const makePutMetricAlarm =
  (state: MonitoringState, cloud: Cloud): Operation =>
  async (input) => {
    const read = readInput('PutMetricAlarm', input, MEMBERS);
    const missing = NEEDED.find((name) => read[name] === undefined);
    if (missing !== undefined) {
      const message = `The parameter ${missing} is required for an alarm on one metric.`;
      throw new AwsError('ValidationException', message, { queryCode: 'ValidationError' });
    }
    storeMetricAlarm(state, cloud, read);
    return {};
  };
