import type { Json } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { invalidParameter } from '../errors.ts';
import { honourOnly, optionalText, readLimit, readToken, requiredText } from '../input.ts';
import { addStream, findGroup, findStream, removeStream, type LogStream, type LogsState } from '../state.ts';

/** Streams per answer. docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogStreams.html */
const MAX_STREAMS = 50;

/** docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogStream.html */
export const makeCreateLogStream =
  (state: LogsState): Operation =>
  async (input) => {
    honourOnly('CreateLogStream', input, ['logGroupName', 'logStreamName']);
    addStream(state, findGroup(state, input), requiredText(input, 'logStreamName'));
    return {};
  };

/** docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteLogStream.html */
export const makeDeleteLogStream =
  (state: LogsState): Operation =>
  async (input) => {
    honourOnly('DeleteLogStream', input, ['logGroupName', 'logStreamName']);
    const group = findGroup(state, input);
    removeStream(state, group, findStream(group, requiredText(input, 'logStreamName')));
    return {};
  };

const lastEventAt = ({ events }: LogStream): number | undefined => events.at(-1)?.timestamp;

function describe(stream: LogStream): Json {
  const { events } = stream;
  return {
    logStreamName: stream.name,
    creationTime: stream.createdAt,
    ...(events.length === 0
      ? {}
      : { firstEventTimestamp: events[0]?.timestamp, lastEventTimestamp: lastEventAt(stream) }),
    ...(stream.lastIngestedAt === undefined ? {} : { lastIngestionTime: stream.lastIngestedAt }),
    uploadSequenceToken: String(events.at(-1)?.sequence ?? 0),
    arn: stream.arn,
    storedBytes: 0,
  };
}

function compareBy(order: string): (a: LogStream, b: LogStream) => number {
  if (order === 'LogStreamName') return (a, b) => (a.name < b.name ? -1 : 1);
  if (order === 'LastEventTime') return (a, b) => (lastEventAt(a) ?? 0) - (lastEventAt(b) ?? 0);
  throw invalidParameter(
    `1 validation error detected: Value '${order}' at 'orderBy' failed to satisfy constraint: Member must satisfy enum value set: [LogStreamName, LastEventTime]`,
  );
}

/** docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogStreams.html */
export const makeDescribeLogStreams =
  (state: LogsState): Operation =>
  async (input) => {
    const members = [
      'logGroupName',
      'logGroupIdentifier',
      'logStreamNamePrefix',
      'orderBy',
      'descending',
      'nextToken',
      'limit',
    ];
    honourOnly('DescribeLogStreams', input, members);
    const group = findGroup(state, input);
    const order = optionalText(input, 'orderBy') ?? 'LogStreamName';
    const prefix = optionalText(input, 'logStreamNamePrefix') ?? '';
    if (prefix !== '' && order === 'LastEventTime') {
      throw invalidParameter('Cannot order by LastEventTime with a logStreamNamePrefix.');
    }
    const sorted = [...group.streams.values()].filter(({ name }) => name.startsWith(prefix)).toSorted(compareBy(order));
    const streams = input['descending'] === true ? sorted.toReversed() : sorted;
    const from = readToken(input);
    const end = from + readLimit(input, MAX_STREAMS);
    return {
      logStreams: streams.slice(from, end).map(describe),
      ...(end < streams.length ? { nextToken: String(end) } : {}),
    };
  };
