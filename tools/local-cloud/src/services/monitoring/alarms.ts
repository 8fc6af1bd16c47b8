import type { Json } from '../../core/aws-error.ts';
import type { Cloud } from '../../core/cloud.ts';
import { alarmArn, UNCHECKED } from './state.ts';
import type { Alarm, AlarmSettings, CompositeAlarm, MetricAlarm, MetricCondition, MonitoringState } from './state.ts';

const list = (value: unknown): readonly string[] => (Array.isArray(value) ? (value as readonly string[]) : []);

const settingsOf = (input: Json): AlarmSettings => ({
  AlarmDescription: input['AlarmDescription'] as string | undefined,
  ActionsEnabled: input['ActionsEnabled'] !== false,
  OKActions: list(input['OKActions']),
  AlarmActions: list(input['AlarmActions']),
  InsufficientDataActions: list(input['InsufficientDataActions']),
});

interface Stored {
  readonly alarm: Alarm;
  readonly tags: unknown;
}

function store(state: MonitoringState, { alarm, tags }: Stored): void {
  if (!state.alarms.has(alarm.name) && Array.isArray(tags)) {
    const pairs = tags as readonly { Key: string; Value: string }[];
    state.tags.set(alarm.arn, new Map(pairs.map(({ Key, Value }) => [Key, Value])));
  }
  state.alarms.set(alarm.name, alarm);
}

function recordOf(state: MonitoringState, cloud: Cloud, input: Json): Omit<MetricAlarm, 'kind' | 'condition'> {
  const name = String(input['AlarmName']);
  const known = state.alarms.get(name);
  const now = cloud.clock.now();
  return {
    name,
    arn: alarmArn(cloud, name),
    settings: settingsOf(input),
    configuredAt: now,
    last: known?.last ?? UNCHECKED,
    changedAt: known?.changedAt ?? now,
    override: undefined,
  };
}

/** Creates or replaces a metric alarm, with a checked input; its last state stays, as on AWS. */
export function storeMetricAlarm(state: MonitoringState, cloud: Cloud, input: Json): void {
  const condition = { Dimensions: [], TreatMissingData: 'missing', ...input } as unknown as MetricCondition;
  const alarm: MetricAlarm = { kind: 'metric', condition, ...recordOf(state, cloud, input) };
  store(state, { alarm, tags: input['Tags'] });
}

/** Creates or replaces a composite alarm, with a checked input. */
export function storeCompositeAlarm(state: MonitoringState, cloud: Cloud, input: Json): void {
  const rule = String(input['AlarmRule']);
  const alarm: CompositeAlarm = { kind: 'composite', rule, ...recordOf(state, cloud, input) };
  store(state, { alarm, tags: input['Tags'] });
}

const conditionOf = ({ condition }: MetricAlarm): Json => ({
  Namespace: condition.Namespace,
  MetricName: condition.MetricName,
  Dimensions: condition.Dimensions,
  Statistic: condition.Statistic,
  Period: condition.Period,
  Unit: condition.Unit,
  EvaluationPeriods: condition.EvaluationPeriods,
  DatapointsToAlarm: condition.DatapointsToAlarm,
  Threshold: condition.Threshold,
  ComparisonOperator: condition.ComparisonOperator,
  TreatMissingData: condition.TreatMissingData,
});

/** An alarm as DescribeAlarms shows it, with the state it had when it was last evaluated or set. */
export function viewOf(alarm: Alarm): Json {
  const shown = alarm.override ?? alarm.last;
  return {
    AlarmName: alarm.name,
    AlarmArn: alarm.arn,
    ...alarm.settings,
    AlarmConfigurationUpdatedTimestamp: new Date(alarm.configuredAt),
    StateValue: shown.value,
    StateReason: shown.reason,
    StateUpdatedTimestamp: new Date(alarm.changedAt),
    StateTransitionedTimestamp: new Date(alarm.changedAt),
    ...(alarm.kind === 'metric' ? conditionOf(alarm) : { AlarmRule: alarm.rule }),
  };
}
