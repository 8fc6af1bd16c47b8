import { packCalls } from './entry-packing.ts';
import type { LogFields, Logger } from './logger.ts';
import { type OutgoingEvent, parkedOf } from './outgoing-events.ts';
import type { ParkPort } from './park.ts';
import type { Wait } from './pause.ts';
import type { EntryOutcome, PutEventsPort } from './put-events.ts';
import type { PutEventsEntry } from '@tidings/events';

export interface PublishPorts {
  readonly events: PutEventsPort;
  readonly park: ParkPort;
  readonly logger: Logger;
  readonly wait: Wait;
  /** Tries of one event before its stream is left for a later delivery. */
  readonly maxAttempts: number;
  /** False when so little time is left that no further round may begin. */
  readonly hasTime: () => boolean;
}

/** Events of one stream that are still to go out, the next one first. */
interface StreamQueue {
  readonly waiting: OutgoingEvent[];
  /** Failed tries of the first. */
  attempts: number;
  /** Entries of the first that are still to go out, when others of it have been accepted. */
  entriesLeft: readonly PutEventsEntry[] | undefined;
}

type Publishable = Extract<OutgoingEvent, { readonly verdict: 'publish' }>;
type Turn<E extends OutgoingEvent> = { readonly queue: StreamQueue; readonly event: E };

/** One entry of an event, on its way. */
interface Sending {
  readonly turn: Turn<Publishable>;
  readonly entry: PutEventsEntry;
}

/** What became of one entry. */
interface Sent extends Sending {
  readonly outcome: EntryOutcome;
}

const FIRST_PAUSE_MS = 100;
const MAX_PAUSE_MS = 2_000;
/** For a port that answers for fewer entries than it was given. */
const NO_OUTCOME: EntryOutcome = { status: 'failed', transient: true, reason: 'no outcome' };

/**
 * Publishes events in rounds, in each at most one of every stream: a stream's order is kept, and streams do not wait
 * for one another except for the pause after a failure.
 * @returns what could not be published or parked yet, to be delivered again.
 */
export async function publishInRounds(
  events: readonly OutgoingEvent[],
  ports: PublishPorts,
): Promise<readonly OutgoingEvent[]> {
  const queues = queuesByStream(events);
  const isOpen = (queue: StreamQueue): boolean => queue.waiting.length > 0 && queue.attempts < ports.maxAttempts;
  let open = queues.filter(isOpen);
  while (open.length > 0) {
    await publishRound(open, ports);
    open = ports.hasTime() ? open.filter(isOpen) : [];
    const failures = Math.max(0, ...open.map(({ attempts }) => attempts));
    if (failures > 0) await ports.wait(Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1)));
  }
  return queues.flatMap(({ waiting }) => waiting);
}

function queuesByStream(events: readonly OutgoingEvent[]): readonly StreamQueue[] {
  const queues = new Map<string, StreamQueue>();
  for (const event of events) {
    const queue = queues.get(event.stream) ?? { waiting: [], attempts: 0, entriesLeft: undefined };
    queue.waiting.push(event);
    queues.set(event.stream, queue);
  }
  return [...queues.values()];
}

async function publishRound(queues: readonly StreamQueue[], ports: PublishPorts): Promise<void> {
  const sending: Sending[] = [];
  const parking: Promise<void>[] = [];
  for (const queue of queues) {
    const event = queue.waiting[0];
    if (event?.verdict === 'publish') sending.push(...sendingsOf({ queue, event }));
    if (event?.verdict === 'park') parking.push(parkTurn({ queue, event }, event.reason, ports));
  }
  const calls = await Promise.all(packCalls(sending).map((call) => putCall(call, ports)));
  const byTurn = Map.groupBy(calls.flat(), ({ turn }) => turn);
  await Promise.all([...parking, ...[...byTurn].map(([turn, sent]) => settle(turn, sent, ports))]);
}

function sendingsOf(turn: Turn<Publishable>): readonly Sending[] {
  return (turn.queue.entriesLeft ?? turn.event.entries).map((entry) => ({ turn, entry }));
}

async function putCall(call: readonly Sending[], { events }: PublishPorts): Promise<readonly Sent[]> {
  const outcomes = await events.put(call.map(({ entry }) => entry));
  return call.map((sending, index) => ({ ...sending, outcome: outcomes[index] ?? NO_OUTCOME }));
}

/** An event is published when all its entries have been accepted; only those that were not are sent again. */
async function settle(turn: Turn<Publishable>, sent: readonly Sent[], ports: PublishPorts): Promise<void> {
  const failures = sent.flatMap(({ entry, outcome }) => (outcome.status === 'failed' ? [{ entry, ...outcome }] : []));
  const fatal = failures.find(({ transient }) => !transient);
  if (failures.length === 0) {
    ports.logger.info('Event published', aboutOf(turn.event));
    advance(turn.queue);
  } else if (fatal === undefined) {
    turn.queue.entriesLeft = failures.map(({ entry }) => entry);
    holdBack(turn, failures.map(({ reason }) => reason).join('; '), ports);
  } else {
    await parkTurn(turn, fatal.reason, ports);
  }
}

async function parkTurn(
  turn: Turn<OutgoingEvent>,
  reason: string,
  { park, logger, ...ports }: PublishPorts,
): Promise<void> {
  try {
    await park.park(parkedOf(turn.event, reason));
  } catch (error) {
    logger.error('Event can be neither published nor parked', { ...aboutOf(turn.event), reason, error });
    holdBack(turn, 'parking failed', { park, logger, ...ports });
    return;
  }
  logger.error('Event parked: it cannot be published', { ...aboutOf(turn.event), reason });
  advance(turn.queue);
}

function advance(queue: StreamQueue): void {
  queue.waiting.shift();
  queue.attempts = 0;
  queue.entriesLeft = undefined;
}

function holdBack({ queue, event }: Turn<OutgoingEvent>, reason: string, { logger }: PublishPorts): void {
  queue.attempts += 1;
  logger.warn('Event not published yet', { ...aboutOf(event), attempt: queue.attempts, reason });
}

/** What every line about an event carries. */
function aboutOf({ eventId, type, correlationId, traceparent }: OutgoingEvent): LogFields {
  return { eventId, eventType: type, correlationId, traceparent };
}
