import { randomUUID } from 'node:crypto';
import { AwsError } from '../../../core/aws-error.ts';
import type { Json } from '../../../core/aws-error.ts';
import type { Cloud } from '../../../core/cloud.ts';
import type { Principal } from '../../../core/principal.ts';
import type { Operation } from '../../../core/service.ts';
import type { Courier } from '../delivery/courier.ts';
import type { Dispatcher } from '../delivery/dispatcher.ts';
import { isDetail } from '../detail.ts';
import { eventText } from '../event-text.ts';
import { BUS_NAME_OR_ARN, TEXT } from '../shapes.ts';
import { busNameOf } from '../state.ts';
import type { EventRecord, EventsState } from '../state.ts';
import { timeOf, validate } from '../../../core/validation.ts';
import type { Members } from '../../../core/validation.ts';

/** Bytes of all entries of a call together. docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
export const MAX_ENTRIES_BYTES = 1_048_576;

/** What an entry's `Time` counts, whatever its text. docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html */
const TIME_BYTES = 14;

/** docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html */
const MAX_DETAIL_TYPE_LENGTH = 128;

const MEMBERS: Members = {
  EndpointId: { kind: 'refused' },
  Entries: {
    kind: 'list',
    required: true,
    min: 1,
    max: 10,
    of: {
      kind: 'object',
      members: {
        Time: { kind: 'time' },
        Source: TEXT,
        Resources: { kind: 'list', of: { kind: 'text', max: 2_048 } },
        DetailType: TEXT,
        Detail: TEXT,
        EventBusName: BUS_NAME_OR_ARN,
        TraceHeader: { kind: 'text', min: 1, max: 500 },
      },
    },
  },
};

interface Entry {
  readonly Time?: unknown;
  readonly Source?: string;
  readonly Resources?: readonly string[];
  readonly DetailType?: string;
  readonly Detail?: string;
  readonly EventBusName?: string;
}

interface Refusal {
  readonly ErrorCode: string;
  readonly ErrorMessage: string;
}

const bytesOf = (text: string | undefined): number => (text === undefined ? 0 : Buffer.byteLength(text));

/** The size of an entry as AWS counts it, in bytes. */
function entryBytes(entry: Entry): number {
  const resources = (entry.Resources ?? []).reduce((sum, resource) => sum + bytesOf(resource), 0);
  const time = entry.Time === undefined || entry.Time === null ? 0 : TIME_BYTES;
  return time + bytesOf(entry.Source) + bytesOf(entry.DetailType) + bytesOf(entry.Detail) + resources;
}

const invalid = (name: string, reason: string): Refusal => ({
  ErrorCode: 'InvalidArgument',
  ErrorMessage: `Parameter ${name} is not valid. Reason: ${reason}`,
});

/** The codes and words of docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsResultEntry.html */
function refusalOf(entry: Entry, principal: Principal): Refusal | undefined {
  if (!entry.Source) return invalid('Source', 'Source is a required argument.');
  if (entry.Source.startsWith('aws.') && principal.kind !== 'service') {
    return { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' };
  }
  if (!entry.DetailType) return invalid('DetailType', 'DetailType is a required argument.');
  if (entry.DetailType.length > MAX_DETAIL_TYPE_LENGTH) {
    return invalid('DetailType', `Length of DetailType is more than ${MAX_DETAIL_TYPE_LENGTH}.`);
  }
  if (!entry.Detail) return invalid('Detail', 'Detail is a required argument.');
  if (!isDetail(entry.Detail)) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  return undefined;
}

export interface PutEventsOptions {
  readonly state: EventsState;
  readonly cloud: Cloud;
  readonly dispatcher: Dispatcher;
  readonly courier: Courier;
}

function refuseTooLarge(entries: readonly Entry[]): void {
  const total = entries.reduce((sum, entry) => sum + entryBytes(entry), 0);
  if (total < MAX_ENTRIES_BYTES) return;
  throw new AwsError('ValidationException', 'Total size of the entries in the request is over the limit.');
}

function makeRecord(entry: Entry, cloud: Cloud): EventRecord {
  const id = randomUUID();
  const receivedAt = cloud.clock.now();
  const time = timeOf(entry.Time) ?? receivedAt;
  const { Source = '', DetailType = '', Detail = '{}', Resources = [] } = entry;
  const text = eventText(
    { id, source: Source, detailType: DetailType, detail: Detail, resources: Resources, time },
    cloud,
  );
  return { id, text, time, receivedAt };
}

function accept(entry: Entry, forwarded: EventRecord | undefined, options: PutEventsOptions): Json {
  const { state, cloud, dispatcher } = options;
  const record = forwarded === undefined ? makeRecord(entry, cloud) : { ...forwarded, receivedAt: cloud.clock.now() };
  // A bus that does not exist swallows the event: the answer is the same. github.com/aws/aws-sdk-java-v2/issues/3173
  const bus = state.buses.get(busNameOf(entry.EventBusName));
  if (bus !== undefined) dispatcher.dispatch(bus, record);
  return { EventId: record.id };
}

function struck(entry: Entry, cloud: Cloud): Refusal | undefined {
  const target = JSON.stringify(entry);
  const fault = cloud.faults.strike({ kind: 'fail-entry', service: 'events', operation: 'PutEvents', target });
  return (
    fault && {
      ErrorCode: 'InternalFailure',
      ErrorMessage: 'The request processing has failed because of an unknown error, exception or failure.',
    }
  );
}

/** docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
export const makePutEvents =
  (options: PutEventsOptions): Operation =>
  async (input, { principal }) => {
    validate('events:PutEvents', input, MEMBERS);
    const entries = input['Entries'] as readonly Entry[];
    refuseTooLarge(entries);
    const forwarded = options.courier.forwardedBy(input);
    const results = entries.map((entry) => {
      const refused =
        (forwarded === undefined ? refusalOf(entry, principal) : undefined) ?? struck(entry, options.cloud);
      return refused === undefined ? accept(entry, forwarded, options) : { ...refused };
    });
    return { FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length, Entries: results };
  };
