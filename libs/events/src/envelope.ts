/**
 * Largest public event: the bytes of its EventBridge entry, by AWS's own count.
 * Ours, and under what EventBridge takes, so that every target takes the event too.
 */
export const MAX_EVENT_BYTES: number = 200 * 1024;

/** Most events that may follow one another from one request; a longer chain is taken for a loop and refused. */
export const MAX_HOPS = 16;

/** What every event says about itself, around its data. Times are UTC, ISO 8601. */
export interface EventEnvelope<Type extends string = string, Version extends number = number, Data = unknown> {
  /** `<stream>/<position>`: publishing again gives the same id. */
  readonly id: string;
  readonly type: Type;
  readonly version: Version;
  readonly occurredAt: string;
  /** Shared by everything that one request from outside led to. */
  readonly correlationId: string;
  /** Id of the request or event that led to this one. */
  readonly causationId: string;
  /** W3C trace context. */
  readonly traceparent: string;
  /** Events between the request from outside and this one. */
  readonly hops: number;
  /** Name of the replay that the event is part of; absent when it happens for the first time. */
  readonly replay?: string;
  /** Versions under which this same event is published, when there are several: its twins have the same id. */
  readonly publishedAs?: readonly number[];
  readonly data: Data;
}
