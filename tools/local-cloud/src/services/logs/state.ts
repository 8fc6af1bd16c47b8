import type { Json } from '../../core/aws-error.ts';
import type { Cloud } from '../../core/cloud.ts';
import { alreadyExists, groupNotFound, invalidParameter, streamNotFound } from './errors.ts';
import { requiredText } from './input.ts';

export interface LogEvent {
  /** Counts up over all events of one cloud; also the event's id. */
  readonly sequence: number;
  /** Epoch milliseconds. */
  readonly timestamp: number;
  /** Epoch milliseconds. */
  readonly ingestedAt: number;
  readonly message: string;
}

export interface LogStream {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  /** In the order in which they came. */
  events: LogEvent[];
  lastIngestedAt: number | undefined;
}

export interface LogGroup {
  readonly name: string;
  /** Without the `:*` at the end. */
  readonly arn: string;
  readonly createdAt: number;
  readonly tags: Map<string, string>;
  readonly streams: Map<string, LogStream>;
  /** Undefined: for ever. */
  retentionDays: number | undefined;
}

/** Everything one cloud's CloudWatch Logs knows. */
export interface LogsState {
  readonly cloud: Cloud;
  readonly groups: Map<string, LogGroup>;
  /** What all messages take together. */
  bytes: number;
  nextSequence: number;
}

/** Beyond this the oldest events go: logs must not fill the memory of a cloud that runs for days. */
const MAX_BYTES = 16 * 1024 * 1024;

/** What each event counts beside its message. API_PutLogEvents.html */
const EVENT_OVERHEAD_BYTES = 26;

const DAY_MS = 86_400_000;

const GROUP_NAME = /^[\w./#-]{1,512}$/;
const STREAM_NAME = /^[^:*]{1,512}$/;

export const bytesOf = (message: string): number => message.length + EVENT_OVERHEAD_BYTES;

export function addGroup(state: LogsState, name: string): LogGroup {
  if (!GROUP_NAME.test(name)) {
    throw invalidParameter(
      `1 validation error detected: Value '${name}' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+`,
    );
  }
  if (state.groups.has(name)) throw alreadyExists('group');
  const arn = state.cloud.arn('logs', `log-group:${name}`);
  const createdAt = Math.floor(state.cloud.clock.now());
  const group: LogGroup = { name, arn, createdAt, tags: new Map(), streams: new Map(), retentionDays: undefined };
  state.groups.set(name, group);
  return group;
}

export function removeGroup(state: LogsState, group: LogGroup): void {
  for (const stream of group.streams.values()) removeStream(state, group, stream);
  state.groups.delete(group.name);
}

export function addStream(state: LogsState, group: LogGroup, name: string): LogStream {
  if (!STREAM_NAME.test(name)) {
    throw invalidParameter(
      `1 validation error detected: Value '${name}' at 'logStreamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [^:*]*`,
    );
  }
  if (group.streams.has(name)) throw alreadyExists('stream');
  const arn = `${group.arn}:log-stream:${name}`;
  const stream: LogStream = {
    name,
    arn,
    createdAt: Math.floor(state.cloud.clock.now()),
    events: [],
    lastIngestedAt: undefined,
  };
  group.streams.set(name, stream);
  return stream;
}

export function removeStream(state: LogsState, group: LogGroup, stream: LogStream): void {
  drop(state, stream, stream.events.length);
  group.streams.delete(stream.name);
}

/** The group that `logGroupName`, or `logGroupIdentifier` (a name or an ARN), names. @throws {AwsError} ResourceNotFoundException. */
export function findGroup(state: LogsState, input: Json): LogGroup {
  const member =
    input['logGroupName'] === undefined && input['logGroupIdentifier'] !== undefined
      ? 'logGroupIdentifier'
      : 'logGroupName';
  const name = requiredText(input, member)
    .replace(/^arn:[^:]+:logs:[^:]*:\d*:log-group:/, '')
    .replace(/:\*$/, '');
  const group = state.groups.get(name);
  if (!group) throw groupNotFound();
  return group;
}

/** @throws {AwsError} ResourceNotFoundException. */
export function findStream(group: LogGroup, name: string): LogStream {
  const stream = group.streams.get(name);
  if (!stream) throw streamNotFound();
  return stream;
}

function drop(state: LogsState, stream: LogStream, count: number): void {
  for (const { message } of stream.events.splice(0, count)) state.bytes -= bytesOf(message);
}

/** Takes events in, and lets the oldest of all go when there are too many. */
export function keep(state: LogsState, stream: LogStream, events: readonly LogEvent[]): void {
  for (const event of events) {
    stream.events.push(event);
    state.bytes += bytesOf(event.message);
  }
  while (state.bytes > MAX_BYTES) dropOldest(state);
}

function dropOldest(state: LogsState): void {
  const streams = [...state.groups.values()].flatMap((group) => [...group.streams.values()]);
  const filled = streams.filter(({ events }) => events.length > 0);
  const [oldest] = filled.toSorted((a, b) => (a.events[0]?.sequence ?? 0) - (b.events[0]?.sequence ?? 0));
  if (oldest) drop(state, oldest, Math.ceil(oldest.events.length / 2));
  else state.bytes = 0;
}

/** Events of a stream that the group's retention still keeps. */
export function keptEvents(state: LogsState, group: LogGroup, stream: LogStream): readonly LogEvent[] {
  if (group.retentionDays === undefined) return stream.events;
  const oldest = state.cloud.clock.now() - group.retentionDays * DAY_MS;
  const expired = stream.events.findIndex(({ timestamp }) => timestamp >= oldest);
  if (expired !== 0) drop(state, stream, expired < 0 ? stream.events.length : expired);
  return stream.events;
}
