/** A fact of the domain, as a decider returns it; `data` holds only what JSON can carry. */
export interface DomainEvent {
  readonly type: string;
  readonly version: number;
  readonly data: unknown;
}

/** What a commit remembers about its cause. Times are UTC, ISO 8601. */
export interface CommitContext {
  readonly occurredAt: string;
  readonly correlationId: string;
  readonly causationId: string;
  /** W3C trace context; kept here because a table's stream carries none. */
  readonly traceparent: string;
  /** Events between this commit and the outside world; 0 for a command from outside. */
  readonly hops: number;
  /** Name of the replay this commit derives from; absent in live traffic. */
  readonly replay?: string;
  /** Small facts about the request itself, for example `requestHash`. */
  readonly attributes?: Readonly<Record<string, string>>;
}

/** One write: events that were decided together, at consecutive positions. */
export interface Commit<E extends DomainEvent> {
  /** Position of the first event; the stream's first event is at 1. */
  readonly position: number;
  readonly events: readonly E[];
  readonly context: CommitContext;
}

export interface StreamSlice<E extends DomainEvent> {
  readonly events: readonly E[];
  /** Position of the last event; 0 = nobody has written to this stream. */
  readonly version: number;
  readonly commits: readonly Commit<E>[];
}

/** How a stream becomes a state. */
export interface StreamProjection<E extends DomainEvent, S> {
  readonly initialState: S;
  evolve(state: S, event: E): S;
  /** Number of the state's shape; a snapshot of a lower or higher one is ignored. */
  readonly schema: number;
  /** Keep a snapshot whenever the tail has at least this many events; absent = no snapshots at all. */
  readonly snapshotEvery?: number;
}

export interface Rehydrated<S> {
  readonly state: S;
  readonly version: number;
  /** Context of the stream's first commit; absent when the stream is empty. */
  readonly first?: CommitContext;
}

export interface AppendOptions {
  /** The version that `read` or `rehydrate` answered; 0 = empty stream. */
  readonly expectedVersion: number;
  readonly context: CommitContext;
}

export interface EventStore<E extends DomainEvent = DomainEvent> {
  /** The whole stream, read consistently. */
  read(stream: string): Promise<StreamSlice<E>>;
  /**
   * Appends one commit in one conditional write, if nobody else has since `expectedVersion`.
   * @throws {StreamConflictError} another writer was first; read and decide again.
   * @throws {EventTooLargeError} an event is over the limit for public events; nothing was written.
   * @throws {CommitTooLargeError} the commit is over DynamoDB's item limit; nothing was written.
   */
  append(stream: string, events: readonly E[], options: AppendOptions): Promise<{ readonly version: number }>;
  /** The stream folded into a state: a snapshot, if one is kept, and the tail after it. */
  rehydrate<S>(stream: string, projection: StreamProjection<E, S>): Promise<Rehydrated<S>>;
}
