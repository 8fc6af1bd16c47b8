import type { Json } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { invalidParameter } from '../errors.ts';
import { compileFilterPattern } from '../filter/filter-pattern.ts';
import { honourOnly, optionalNumber, optionalText, readLimit, textList } from '../input.ts';
import { findGroup, keptEvents, type LogEvent, type LogGroup, type LogsState } from '../state.ts';

/** Events per answer. docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html */
const MAX_EVENTS = 10_000;

const MEMBERS = [
  'logGroupName',
  'logGroupIdentifier',
  'logStreamNames',
  'logStreamNamePrefix',
  'startTime',
  'endTime',
  'filterPattern',
  'nextToken',
  'limit',
  'interleaved',
  'unmask',
];

interface Found extends LogEvent {
  readonly stream: string;
}

/** By time, then in the order in which they came. */
const inOrder = (a: LogEvent, b: LogEvent): number => a.timestamp - b.timestamp || a.sequence - b.sequence;

function eventsOf(state: LogsState, group: LogGroup, input: Json): readonly Found[] {
  const names = textList(input, 'logStreamNames');
  const prefix = optionalText(input, 'logStreamNamePrefix');
  if (names !== undefined && prefix !== undefined) {
    throw invalidParameter('logStreamNames and logStreamNamePrefix are mutually exclusive parameters.');
  }
  const streams = [...group.streams.values()].filter(
    ({ name }) => (names === undefined || names.includes(name)) && (prefix === undefined || name.startsWith(prefix)),
  );
  return streams.flatMap((stream) =>
    keptEvents(state, group, stream).map((event) => ({ ...event, stream: stream.name })),
  );
}

/** A token names the last event that was answered: `<timestamp>/<sequence>`. */
function readToken(input: Json): Pick<LogEvent, 'timestamp' | 'sequence'> | undefined {
  const token = optionalText(input, 'nextToken');
  if (token === undefined) return undefined;
  const found = /^(\d+)\/(\d+)$/.exec(token);
  if (!found) throw invalidParameter('The specified nextToken is invalid.');
  return { timestamp: Number(found[1]), sequence: Number(found[2]) };
}

function select(events: readonly Found[], input: Json): readonly Found[] {
  const matches = compileFilterPattern(optionalText(input, 'filterPattern') ?? '');
  const startTime = optionalNumber(input, 'startTime') ?? -Infinity;
  const endTime = optionalNumber(input, 'endTime') ?? Infinity;
  const last = readToken(input);
  return events
    .filter(({ timestamp, message }) => timestamp >= startTime && timestamp <= endTime && matches(message))
    .toSorted(inOrder)
    .filter((event) => last === undefined || inOrder(event, { ...event, ...last }) > 0);
}

export const makeFilterLogEvents =
  (state: LogsState): Operation =>
  async (input) => {
    honourOnly('FilterLogEvents', input, MEMBERS);
    const found = select(eventsOf(state, findGroup(state, input), input), input);
    const page = found.slice(0, readLimit(input, MAX_EVENTS));
    const last = page.at(-1);
    return {
      events: page.map(({ stream, timestamp, message, ingestedAt, sequence }) => ({
        logStreamName: stream,
        timestamp,
        message,
        ingestionTime: ingestedAt,
        eventId: String(sequence).padStart(56, '0'),
      })),
      searchedLogStreams: [],
      ...(last !== undefined && page.length < found.length ? { nextToken: `${last.timestamp}/${last.sequence}` } : {}),
    };
  };
