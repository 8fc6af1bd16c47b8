import type { Cloud } from '../../../core/cloud.ts';
import type { MetricAlarm, MetricCondition, StateValue, Verdict } from '../state.ts';
import { readLiveMetric } from './live-metric.ts';

interface Comparison {
  readonly holds: (value: number, threshold: number) => boolean;
  readonly words: string;
}

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  GreaterThanThreshold: { holds: (value, threshold) => value > threshold, words: 'greater than' },
  GreaterThanOrEqualToThreshold: {
    holds: (value, threshold) => value >= threshold,
    words: 'greater than or equal to',
  },
  LessThanThreshold: { holds: (value, threshold) => value < threshold, words: 'less than' },
  LessThanOrEqualToThreshold: { holds: (value, threshold) => value <= threshold, words: 'less than or equal to' },
};

function compare({ ComparisonOperator, Threshold }: MetricCondition, value: number): Verdict {
  const comparison = COMPARISONS[ComparisonOperator];
  const breaching = comparison?.holds(value, Threshold) === true;
  const was = `${breaching ? 'was' : 'was not'} ${comparison?.words ?? ''}`;
  return {
    value: breaching ? 'ALARM' : 'OK',
    reason: `Threshold Crossed: 1 datapoint [${value}] ${was} the threshold (${Threshold}).`,
  };
}

/** docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html */
function withoutData({ condition, last }: MetricAlarm): Verdict {
  const treatments: Readonly<Record<string, StateValue>> = {
    breaching: 'ALARM',
    notBreaching: 'OK',
    ignore: last.value,
  };
  const periods = condition.EvaluationPeriods;
  const missing = `no datapoints were received for ${periods} period${periods === 1 ? '' : 's'}`;
  const value = treatments[condition.TreatMissingData];
  if (value === undefined) return { value: 'INSUFFICIENT_DATA', reason: `Insufficient Data: ${missing}.` };
  const treated = condition.TreatMissingData === 'breaching' ? 'Breaching' : 'NonBreaching';
  return { value, reason: `Threshold Crossed: ${missing} and missing datapoints were treated as [${treated}].` };
}

/**
 * Evaluates an alarm on what its metric is right now: this one value stands for every period, whatever `EvaluationPeriods`,
 * `DatapointsToAlarm` and `Statistic` ask for. A metric that the local cloud cannot tell leaves the alarm without data, whatever
 * `TreatMissingData` says, and the reason says why.
 */
export async function evaluateMetric(cloud: Cloud, alarm: MetricAlarm): Promise<Verdict> {
  const { condition } = alarm;
  const metric = await readLiveMetric(cloud, condition);
  if (metric.kind === 'value') return compare(condition, metric.value);
  if (metric.kind === 'missing') return withoutData(alarm);
  return {
    value: 'INSUFFICIENT_DATA',
    reason: `The local cloud cannot tell ${condition.Namespace} ${condition.MetricName}: ${metric.why}.`,
  };
}
