import { AwsError } from '../../core/aws-error.ts';
import type { Cloud } from '../../core/cloud.ts';

export type StateValue = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** What an alarm says of itself, and why. */
export interface Verdict {
  readonly value: StateValue;
  readonly reason: string;
}

/** Set by SetAlarmState, until the next evaluation would overrule it. */
export interface Override extends Verdict {
  /** Epoch milliseconds on the cloud's clock. */
  readonly until: number;
}

export interface Dimension {
  readonly Name: string;
  readonly Value: string;
}

export interface MetricCondition {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions: readonly Dimension[];
  readonly Statistic: string;
  /** Seconds. */
  readonly Period: number;
  readonly Unit: string | undefined;
  readonly EvaluationPeriods: number;
  readonly DatapointsToAlarm: number | undefined;
  readonly Threshold: number;
  readonly ComparisonOperator: string;
  readonly TreatMissingData: string;
}

/** Members that both kinds of alarm have. Actions are kept and shown, and never carried out. */
export interface AlarmSettings {
  readonly AlarmDescription: string | undefined;
  readonly ActionsEnabled: boolean;
  readonly OKActions: readonly string[];
  readonly AlarmActions: readonly string[];
  readonly InsufficientDataActions: readonly string[];
}

interface AlarmRecord {
  readonly name: string;
  readonly arn: string;
  settings: AlarmSettings;
  /** Epoch milliseconds, like all times here. */
  configuredAt: number;
  last: Verdict;
  changedAt: number;
  override: Override | undefined;
}

export interface MetricAlarm extends AlarmRecord {
  readonly kind: 'metric';
  condition: MetricCondition;
}

export interface CompositeAlarm extends AlarmRecord {
  readonly kind: 'composite';
  rule: string;
}

export type Alarm = MetricAlarm | CompositeAlarm;

/** Everything the service knows. */
export interface MonitoringState {
  readonly alarms: Map<string, Alarm>;
  /** Tags by ARN of the alarm. */
  readonly tags: Map<string, Map<string, string>>;
}

export const makeMonitoringState = (): MonitoringState => ({ alarms: new Map(), tags: new Map() });

export const alarmArn = (cloud: Cloud, name: string): string => cloud.arn('cloudwatch', `alarm:${name}`);

/** The state of an alarm that nobody has evaluated yet. */
export const UNCHECKED: Verdict = {
  value: 'INSUFFICIENT_DATA',
  reason: 'Unchecked: Initial alarm creation',
};

/** @throws {AwsError} `ResourceNotFound`, 404. */
export function findAlarm(state: MonitoringState, name: unknown): Alarm {
  const alarm = state.alarms.get(String(name));
  if (alarm === undefined) throw new AwsError('ResourceNotFound', `Unknown alarm: ${String(name)}`, { status: 404 });
  return alarm;
}
