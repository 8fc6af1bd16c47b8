import type { Json } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { invalidParameter } from '../errors.ts';
import { honourOnly, optionalNumber, optionalText, readLimit, requiredText } from '../input.ts';
import { findGroup, findStream, keptEvents, type LogEvent, type LogsState } from '../state.ts';

/** Events per answer. docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html */
const MAX_EVENTS = 10_000;

const MEMBERS = [
  'logGroupName',
  'logGroupIdentifier',
  'logStreamName',
  'startTime',
  'endTime',
  'nextToken',
  'limit',
  'startFromHead',
  'unmask',
];

/** `f/<sequence>` goes on after that event, `b/<sequence>` before it. */
function readPosition(input: Json): { readonly forward: boolean; readonly sequence: number } | undefined {
  const token = optionalText(input, 'nextToken');
  if (token === undefined) return undefined;
  const found = /^([fb])\/(\d+)$/.exec(token);
  if (!found) throw invalidParameter('The specified nextToken is invalid.');
  return { forward: found[1] === 'f', sequence: Number(found[2]) };
}

function pick(events: readonly LogEvent[], input: Json): readonly LogEvent[] {
  const limit = readLimit(input, MAX_EVENTS);
  const position = readPosition(input);
  if (position?.forward) return events.filter(({ sequence }) => sequence > position.sequence).slice(0, limit);
  if (position) return events.filter(({ sequence }) => sequence < position.sequence).slice(-limit);
  return input['startFromHead'] === true ? events.slice(0, limit) : events.slice(-limit);
}

function inTime(events: readonly LogEvent[], input: Json): readonly LogEvent[] {
  const startTime = optionalNumber(input, 'startTime') ?? -Infinity;
  const endTime = optionalNumber(input, 'endTime') ?? Infinity;
  return events.filter(({ timestamp }) => timestamp >= startTime && timestamp < endTime);
}

export const makeGetLogEvents =
  (state: LogsState): Operation =>
  async (input) => {
    honourOnly('GetLogEvents', input, MEMBERS);
    const group = findGroup(state, input);
    const stream = findStream(group, requiredText(input, 'logStreamName'));
    const events = pick(inTime(keptEvents(state, group, stream), input), input);
    const asked = readPosition(input)?.sequence ?? 0;
    return {
      events: events.map(({ timestamp, message, ingestedAt }) => ({ timestamp, message, ingestionTime: ingestedAt })),
      nextForwardToken: `f/${events.at(-1)?.sequence ?? asked}`,
      nextBackwardToken: `b/${events[0]?.sequence ?? asked}`,
    };
  };
