import { type CommitItem, commitOf } from '@tidings/event-store';
import { type AnyContract, type EventEnvelope, type PutEventsEntry, toTwinEntries } from '@tidings/events';
import type { DynamoDBRecord } from 'aws-lambda';
import type { ParkedEvent } from './park.ts';
import { commitItemOf, placeOf, textOf } from './stream-commits.ts';

/** What is to be done about one stored event. */
export type OutgoingEvent = {
  readonly stream: string;
  readonly eventId: string;
  readonly type: string;
  readonly position: number;
  /** Index of the table's stream record that brought it. */
  readonly record: number;
  readonly correlationId?: string;
  readonly traceparent?: string;
} & ({ readonly verdict: 'publish'; readonly entries: Twins } | { readonly verdict: 'park'; readonly reason: string });

/** The entries of one event: one for each version under which it is published. */
export type Twins = readonly [PutEventsEntry, ...PutEventsEntry[]];

export interface Publication {
  readonly contracts: ReadonlyMap<string, AnyContract>;
  readonly busName: string;
}

/** The public events of one record of a table's stream, in order; a record that is no commit has none. */
export function outgoingEvents(
  source: DynamoDBRecord,
  record: number,
  publication: Publication,
): readonly OutgoingEvent[] {
  try {
    const item = commitItemOf(source);
    return item === undefined ? [] : eventsOf(item, record, publication);
  } catch (error) {
    return [unreadable(source, record, error)];
  }
}

function unreadable(source: DynamoDBRecord, record: number, error: unknown): OutgoingEvent {
  const reason = `the commit cannot be read: ${textOf(error)}`;
  return { verdict: 'park', ...placeOf(source), type: '', position: 0, record, reason };
}

/** The record that parking keeps of an event. */
export function parkedOf({ stream, position, eventId, type }: OutgoingEvent, reason: string): ParkedEvent {
  return { stream, position, eventId, type, reason };
}

function eventsOf(item: CommitItem, record: number, publication: Publication): readonly OutgoingEvent[] {
  const commit = commitOf(item);
  return commit.events.flatMap((event, index) => {
    const contract = publication.contracts.get(event.type);
    if (contract === undefined) return [];
    const position = commit.position + index;
    const id = `${item.pk}/${position}`;
    const { attributes: _, ...context } = commit.context;
    const envelope: EventEnvelope = { id, type: event.type, version: event.version, ...context, data: event.data };
    const { correlationId, traceparent } = context;
    const about = { stream: item.pk, eventId: id, type: event.type, position, record, correlationId, traceparent };
    return [{ ...about, ...verdictOn(contract, envelope, publication.busName) }];
  });
}

/** Whatever keeps an event from becoming an entry keeps it from becoming one next time too. */
function verdictOn(
  contract: AnyContract,
  envelope: EventEnvelope,
  busName: string,
): { readonly verdict: 'publish'; readonly entries: Twins } | { readonly verdict: 'park'; readonly reason: string } {
  try {
    return { verdict: 'publish', entries: toTwinEntries(contract, envelope, { busName }) };
  } catch (error) {
    return { verdict: 'park', reason: textOf(error) };
  }
}
