import type { Cloud } from '../../../core/cloud.ts';
import type { Operation } from '../../../core/service.ts';
import type { Members } from '../../../core/validation.ts';
import { ALARM_NAME, readInput, STATE_VALUE } from '../shapes.ts';
import { findAlarm } from '../state.ts';
import type { Alarm, MonitoringState, StateValue } from '../state.ts';

const MEMBERS: Members = {
  AlarmName: { ...ALARM_NAME, required: true },
  StateValue: { ...STATE_VALUE, required: true },
  StateReason: { kind: 'text', max: 1_023, required: true },
  StateReasonData: { kind: 'refused' },
};

/** How often a composite alarm is evaluated, in seconds; metric alarms have their own period. Ours: AWS publishes none. */
const COMPOSITE_PERIOD = 60;

const periodOf = (alarm: Alarm): number => (alarm.kind === 'metric' ? alarm.condition.Period : COMPOSITE_PERIOD);

/**
 * Holds until the alarm's next evaluation, one period later on the cloud's clock.
 * docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_SetAlarmState.html
 */
export const makeSetAlarmState =
  (state: MonitoringState, cloud: Cloud): Operation =>
  async (input) => {
    const read = readInput('SetAlarmState', input, MEMBERS);
    const alarm = findAlarm(state, read['AlarmName']);
    const now = cloud.clock.now();
    const value = read['StateValue'] as StateValue;
    if (value !== alarm.last.value) alarm.changedAt = now;
    const until = now + periodOf(alarm) * 1_000;
    alarm.override = { value, reason: String(read['StateReason']), until };
    alarm.last = alarm.override;
    return {};
  };
