import { packCalls } from './entry-packing.ts';
import type { LogFields, Logger } from './logger.ts';
import { type OutgoingEvent, parkedOf } from './outgoing-events.ts';
import type { ParkPort } from './park.ts';
import type { Wait } from './pause.ts';
import type { EntryOutcome, PutEventsPort } from './put-events.ts';

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
}

type Publishable = Extract<OutgoingEvent, { readonly verdict: 'publish' }>;
type Turn<E extends OutgoingEvent> = { readonly queue: StreamQueue; readonly event: E };

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
    const queue = queues.get(event.stream) ?? { waiting: [], attempts: 0 };
    queue.waiting.push(event);
    queues.set(event.stream, queue);
  }
  return [...queues.values()];
}

async function publishRound(queues: readonly StreamQueue[], ports: PublishPorts): Promise<void> {
  const publishing: (Turn<Publishable> & { readonly entry: Publishable['entry'] })[] = [];
  const parking: Promise<void>[] = [];
  for (const queue of queues) {
    const event = queue.waiting[0];
    if (event?.verdict === 'publish') publishing.push({ queue, event, entry: event.entry });
    if (event?.verdict === 'park') parking.push(parkTurn({ queue, event }, event.reason, ports));
  }
  const calls = packCalls(publishing).map((call) => publishCall(call, ports));
  await Promise.all([...parking, ...calls]);
}

async function publishCall(
  turns: readonly (Turn<Publishable> & { readonly entry: Publishable['entry'] })[],
  ports: PublishPorts,
): Promise<void> {
  const outcomes = await ports.events.put(turns.map(({ entry }) => entry));
  await Promise.all(turns.map((turn, index) => settle(turn, outcomes[index] ?? NO_OUTCOME, ports)));
}

async function settle(turn: Turn<Publishable>, outcome: EntryOutcome, ports: PublishPorts): Promise<void> {
  if (outcome.status === 'accepted') {
    ports.logger.info('Event published', aboutOf(turn.event));
    advance(turn.queue);
  } else if (outcome.transient) {
    holdBack(turn, outcome.reason, ports);
  } else {
    await parkTurn(turn, outcome.reason, ports);
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
}

function holdBack({ queue, event }: Turn<OutgoingEvent>, reason: string, { logger }: PublishPorts): void {
  queue.attempts += 1;
  logger.warn('Event not published yet', { ...aboutOf(event), attempt: queue.attempts, reason });
}

/** What every line about an event carries. */
function aboutOf({ eventId, type, correlationId, traceparent }: OutgoingEvent): LogFields {
  return { eventId, eventType: type, correlationId, traceparent };
}
