import type { Operation } from '../../../core/service.ts';
import { ALARM_NAMES, readInput } from '../shapes.ts';
import { findAlarm } from '../state.ts';
import type { MonitoringState } from '../state.ts';

/** All or none. docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DeleteAlarms.html */
export const makeDeleteAlarms =
  (state: MonitoringState): Operation =>
  async (input) => {
    const read = readInput('DeleteAlarms', input, { AlarmNames: { ...ALARM_NAMES, required: true } });
    const alarms = (read['AlarmNames'] as readonly string[]).map((name) => findAlarm(state, name));
    for (const { name, arn } of alarms) {
      state.alarms.delete(name);
      state.tags.delete(arn);
    }
    return {};
  };
