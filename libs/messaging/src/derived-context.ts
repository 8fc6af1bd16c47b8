import type { CommitContext } from '@tidings/event-store';
import type { EventEnvelope } from '@tidings/events';
import { childTraceparent } from './trace-context.ts';

/** The part of an event that what follows from it inherits. */
export type Cause = Pick<EventEnvelope, 'id' | 'correlationId' | 'traceparent' | 'hops' | 'replay'>;

/** Context of a commit that an event led to: one hop further, the event as its cause, its replay carried on. */
export function derivedContext(event: Cause, now: string): CommitContext {
  return {
    occurredAt: now,
    correlationId: event.correlationId,
    causationId: event.id,
    traceparent: childTraceparent(event.traceparent),
    hops: event.hops + 1,
    ...(event.replay === undefined ? {} : { replay: event.replay }),
  };
}
