import type { Cloud } from '../../../core/cloud.ts';
import type { Operation } from '../../../core/service.ts';
import type { Members } from '../../../core/validation.ts';
import { storeCompositeAlarm } from '../alarms.ts';
import { parseAlarmRule } from '../evaluation/alarm-rule.ts';
import { readInput, SETTINGS } from '../shapes.ts';
import type { MonitoringState } from '../state.ts';

const MEMBERS: Members = {
  ...SETTINGS,
  AlarmRule: { kind: 'text', min: 1, max: 10_240, required: true },
  ActionsSuppressor: { kind: 'refused' },
  ActionsSuppressorExtensionPeriod: { kind: 'refused' },
  ActionsSuppressorWaitPeriod: { kind: 'refused' },
};

/** docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html */
export const makePutCompositeAlarm =
  (state: MonitoringState, cloud: Cloud): Operation =>
  async (input) => {
    const read = readInput('PutCompositeAlarm', input, MEMBERS);
    parseAlarmRule(String(read['AlarmRule']));
    storeCompositeAlarm(state, cloud, read);
    return {};
  };
