import type { Cloud } from '../../../core/cloud.ts';
import type { Alarm, CompositeAlarm, MonitoringState, StateValue, Verdict } from '../state.ts';
import { alarmsIn, holds, parseAlarmRule } from './alarm-rule.ts';
import { evaluateMetric } from './evaluate-metric.ts';

/** The name in an alarm's name or ARN. */
const nameIn = (reference: string): string =>
  reference.startsWith('arn:') ? reference.slice(reference.indexOf(':alarm:') + 7) : reference;

interface Evaluation {
  readonly state: MonitoringState;
  readonly cloud: Cloud;
  /** Composite alarms under way: one that asks itself is seen as not in any state. */
  readonly asking: ReadonlySet<string>;
}

async function evaluateComposite(alarm: CompositeAlarm, evaluation: Evaluation): Promise<Verdict> {
  const rule = parseAlarmRule(alarm.rule);
  const asking = new Set([...evaluation.asking, alarm.name]);
  const states = new Map<string, StateValue>();
  for (const reference of alarmsIn(rule)) {
    const child = evaluation.state.alarms.get(nameIn(reference));
    if (child === undefined || asking.has(child.name)) continue;
    states.set(reference, (await evaluateWithin(child, { ...evaluation, asking })).value);
  }
  const value = holds(rule, states) ? 'ALARM' : 'OK';
  const seen = [...states].map(([reference, state]) => `${nameIn(reference)} is ${state}`).join(', ');
  return {
    value,
    reason: `Alarm rule evaluates to ${value === 'ALARM' ? 'true' : 'false'}: ${seen === '' ? 'it asks no alarm' : seen}.`,
  };
}

async function evaluateWithin(alarm: Alarm, evaluation: Evaluation): Promise<Verdict> {
  const { cloud } = evaluation;
  const now = cloud.clock.now();
  if (alarm.override !== undefined && alarm.override.until > now) return alarm.override;
  alarm.override = undefined;
  const verdict =
    alarm.kind === 'metric' ? await evaluateMetric(cloud, alarm) : await evaluateComposite(alarm, evaluation);
  if (verdict.value !== alarm.last.value) alarm.changedAt = now;
  alarm.last = verdict;
  return verdict;
}

/** The state of an alarm as of now. Nothing is evaluated in the background: an alarm has a state when it is asked for it. */
export const evaluateAlarm = (state: MonitoringState, cloud: Cloud, alarm: Alarm): Promise<Verdict> =>
  evaluateWithin(alarm, { state, cloud, asking: new Set() });
