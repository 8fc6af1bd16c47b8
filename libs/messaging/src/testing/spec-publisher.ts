import type { PutEventsEntry } from '@tidings/events';
import type { ParkedEvent } from '../park.ts';
import { makePublisher } from '../publisher.ts';
import type { EntryOutcome, PutEventsPort } from '../put-events.ts';
import type { TableStreamHandler } from '../stream-commits.ts';
import { makeLogLines } from './log-lines.ts';
import { orderTaken } from './order-taken.ts';

/** What the bus says to an entry. */
export const ACCEPTED: EntryOutcome = { status: 'accepted' };
export const THROTTLED: EntryOutcome = { status: 'failed', transient: true, reason: 'ThrottlingException: slow down' };
export const MALFORMED: EntryOutcome = { status: 'failed', transient: false, reason: 'MalformedDetail: not so' };

const idOf = ({ Detail }: PutEventsEntry): string => (JSON.parse(Detail) as { readonly id: string }).id;

/** A bus that keeps what it was sent: the ids of each call, and all entries. */
export interface SpecBus {
  readonly calls: readonly (readonly string[])[];
  readonly entries: readonly PutEventsEntry[];
  readonly events: PutEventsPort;
}

/** A publisher, and what it parked and how long it waited, in milliseconds. */
export interface SpecPublisher {
  readonly handler: TableStreamHandler;
  readonly parked: readonly ParkedEvent[];
  readonly pauses: readonly number[];
}

/** A bus whose outcome for an entry depends on its id and on how often it was tried, from 1. */
export function makeBus(
  outcomeOf: (id: string, attempt: number, entry: PutEventsEntry) => EntryOutcome = () => ACCEPTED,
): SpecBus {
  const calls: string[][] = [];
  const entries: PutEventsEntry[] = [];
  const attempts = new Map<string, number>();
  const put = async (batch: readonly PutEventsEntry[]): Promise<readonly EntryOutcome[]> => {
    entries.push(...batch);
    calls.push(batch.map(idOf));
    return batch.map((entry) => {
      const attempt = (attempts.get(idOf(entry)) ?? 0) + 1;
      attempts.set(idOf(entry), attempt);
      return outcomeOf(idOf(entry), attempt, entry);
    });
  };
  return { calls, entries, events: { put } };
}

/** A publisher of `OrderTaken` to that bus, and what it parked and how long it waited. */
export function makeSpecPublisher(bus: SpecBus, park?: (event: ParkedEvent) => Promise<void>): SpecPublisher {
  const parked: ParkedEvent[] = [];
  const pauses: number[] = [];
  const keep = async (event: ParkedEvent): Promise<void> => {
    parked.push(event);
  };
  const handler = makePublisher({
    service: 'shop',
    events: bus.events,
    park: { park: park ?? keep },
    contracts: [orderTaken],
    busName: 'tidings-spec',
    logger: makeLogLines().logger,
    wait: async (maxMs) => void pauses.push(maxMs),
  });
  return { handler, parked, pauses };
}
