import { AwsError } from '../../../core/aws-error.ts';
import type { Json } from '../../../core/aws-error.ts';
import type { Cloud } from '../../../core/cloud.ts';
import type { Operation } from '../../../core/service.ts';
import type { Members } from '../../../core/validation.ts';
import { viewOf } from '../alarms.ts';
import { evaluateAlarm } from '../evaluation/evaluate-alarm.ts';
import { ALARM_NAME, ALARM_NAMES, readInput, STATE_VALUE } from '../shapes.ts';
import type { Alarm, MonitoringState } from '../state.ts';

const MEMBERS: Members = {
  AlarmNames: ALARM_NAMES,
  AlarmNamePrefix: ALARM_NAME,
  AlarmTypes: { kind: 'list', of: { kind: 'text', oneOf: ['CompositeAlarm', 'MetricAlarm'] } },
  StateValue: STATE_VALUE,
  MaxRecords: { kind: 'number', min: 1, max: 100 },
  NextToken: { kind: 'text' },
  ActionPrefix: { kind: 'refused' },
  ChildrenOfAlarmName: { kind: 'refused' },
  ParentsOfAlarmName: { kind: 'refused' },
};

/** docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html */
const DEFAULT_MAX_RECORDS = 50;

const typeOf = ({ kind }: Alarm): string => (kind === 'metric' ? 'MetricAlarm' : 'CompositeAlarm');

/** Without AlarmTypes only metric alarms are shown. */
function isAskedFor(alarm: Alarm, input: Json): boolean {
  const types = (input['AlarmTypes'] as readonly string[] | undefined) ?? ['MetricAlarm'];
  const names = input['AlarmNames'] as readonly string[] | undefined;
  const prefix = (input['AlarmNamePrefix'] as string | undefined) ?? '';
  return types.includes(typeOf(alarm)) && (names?.includes(alarm.name) ?? true) && alarm.name.startsWith(prefix);
}

function positionOf(token: unknown): number {
  const position = token === undefined ? 0 : Number(token);
  if (Number.isInteger(position) && position >= 0) return position;
  throw new AwsError('InvalidNextToken', 'The next token specified is invalid.');
}

async function inState(
  alarms: readonly Alarm[],
  wanted: unknown,
  evaluate: (alarm: Alarm) => Promise<unknown>,
): Promise<readonly Alarm[]> {
  for (const alarm of alarms) await evaluate(alarm);
  return alarms.filter(({ override, last }) => wanted === undefined || (override ?? last).value === wanted);
}

/** Evaluates each alarm it shows. docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html */
export const makeDescribeAlarms =
  (state: MonitoringState, cloud: Cloud): Operation =>
  async (input) => {
    const read = readInput('DescribeAlarms', input, MEMBERS);
    const asked = [...state.alarms.values()].filter((alarm) => isAskedFor(alarm, read));
    asked.sort((one, other) => (one.name < other.name ? -1 : 1));
    const alarms = await inState(asked, read['StateValue'], (alarm) => evaluateAlarm(state, cloud, alarm));
    const from = positionOf(read['NextToken']);
    const end = from + Number(read['MaxRecords'] ?? DEFAULT_MAX_RECORDS);
    const page = alarms.slice(from, end);
    return {
      MetricAlarms: page.filter(({ kind }) => kind === 'metric').map(viewOf),
      CompositeAlarms: page.filter(({ kind }) => kind === 'composite').map(viewOf),
      ...(end < alarms.length ? { NextToken: String(end) } : {}),
    };
  };
