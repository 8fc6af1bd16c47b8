import type { Json } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { invalidParameter } from '../errors.ts';
import { honourOnly, requiredText } from '../input.ts';
import { bytesOf, findGroup, findStream, keep, type LogsState } from '../state.ts';

/** Limits of one call. docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html */
const MAX_EVENTS = 10_000;
const MAX_BYTES = 1_048_576;
const MAX_AGE_MS = 14 * 86_400_000;
const MAX_AHEAD_MS = 2 * 3_600_000;

interface GivenEvent {
  readonly timestamp: number;
  readonly message: string;
}

function isGivenEvent(value: unknown): value is GivenEvent {
  if (typeof value !== 'object' || value === null) return false;
  const { timestamp, message } = value as Json;
  return typeof timestamp === 'number' && typeof message === 'string' && message !== '';
}

function readEvents(input: Json): readonly GivenEvent[] {
  const given: unknown = input['logEvents'];
  if (!Array.isArray(given) || given.length === 0 || !given.every(isGivenEvent)) {
    throw invalidParameter(
      "1 validation error detected: Value at 'logEvents' failed to satisfy constraint: Member must have length greater than or equal to 1",
    );
  }
  if (given.length > MAX_EVENTS)
    throw invalidParameter(`Log events in a single PutLogEvents request cannot exceed ${MAX_EVENTS}.`);
  let bytes = 0;
  let last = -Infinity;
  for (const { timestamp, message } of given) {
    bytes += bytesOf(message);
    if (timestamp < last)
      throw invalidParameter('Log events in a single PutLogEvents request must be in chronological order.');
    last = timestamp;
  }
  if (bytes > MAX_BYTES) throw invalidParameter('Upload too large: 1048576 bytes exceeds limit of 1048576');
  return given;
}

/** Which events are too old or too new to be taken; the API answers positions, not the events. */
function rejectionOf(events: readonly GivenEvent[], now: number): Json | undefined {
  const oldEnd = events.findIndex(({ timestamp }) => timestamp >= now - MAX_AGE_MS);
  const newStart = events.findIndex(({ timestamp }) => timestamp > now + MAX_AHEAD_MS);
  if (oldEnd === 0 && newStart < 0) return undefined;
  return {
    ...(oldEnd === 0 ? {} : { tooOldLogEventEndIndex: oldEnd < 0 ? events.length : oldEnd }),
    ...(newStart < 0 ? {} : { tooNewLogEventStartIndex: newStart }),
  };
}

export const makePutLogEvents =
  (state: LogsState): Operation =>
  async (input) => {
    honourOnly('PutLogEvents', input, ['logGroupName', 'logStreamName', 'logEvents', 'sequenceToken']);
    const events = readEvents(input);
    const stream = findStream(findGroup(state, input), requiredText(input, 'logStreamName'));
    const now = Math.floor(state.cloud.clock.now());
    const rejected = rejectionOf(events, now);
    const taken = events.slice(
      Number(rejected?.['tooOldLogEventEndIndex'] ?? 0),
      Number(rejected?.['tooNewLogEventStartIndex'] ?? events.length),
    );
    keep(
      state,
      stream,
      taken.map(({ timestamp, message }) => ({
        timestamp,
        message,
        ingestedAt: now,
        sequence: (state.nextSequence += 1),
      })),
    );
    stream.lastIngestedAt = now;
    return {
      nextSequenceToken: String(state.nextSequence),
      ...(rejected === undefined ? {} : { rejectedLogEventsInfo: rejected }),
    };
  };
