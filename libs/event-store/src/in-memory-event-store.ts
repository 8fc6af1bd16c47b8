import { checkedCommit } from './commit-item.ts';
import { StreamConflictError } from './errors.ts';
import type { Commit, DomainEvent, EventStore, Rehydrated, StreamProjection } from './event-store.ts';
import { replaces, type Snapshot, snapshotDue, startOf } from './snapshot.ts';

interface StoredStream<E extends DomainEvent> {
  readonly commits: Commit<E>[];
  readonly events: E[];
  snapshot?: Snapshot<unknown>;
}

/**
 * A store in this process' memory, for tests and simulations; it refuses what the DynamoDB store refuses.
 * Events and states are kept as they are given, not copied: they are readonly, and nobody may change them.
 */
export function makeInMemoryEventStore<E extends DomainEvent = DomainEvent>(): EventStore<E> {
  const streams = new Map<string, StoredStream<E>>();
  return {
    read: async (stream) => {
      const stored = streams.get(stream);
      if (stored === undefined) return { events: [], version: 0, commits: [] };
      return { events: stored.events.slice(), version: stored.events.length, commits: stored.commits.slice() };
    },
    append: async (stream, events, options) => {
      const commit = checkedCommit(stream, events, options);
      return { version: store(streams, stream, commit) };
    },
    rehydrate: async (stream, projection) => {
      const stored = streams.get(stream);
      if (stored === undefined) return { state: projection.initialState, version: 0 };
      return fold(stored, projection);
    },
  };
}

function store<E extends DomainEvent>(
  streams: Map<string, StoredStream<E>>,
  stream: string,
  commit: Commit<E>,
): number {
  const stored = streams.get(stream) ?? { commits: [], events: [] };
  const expectedVersion = commit.position - 1;
  if (stored.events.length !== expectedVersion) throw new StreamConflictError(stream, expectedVersion);
  if (stored.events.length === 0) streams.set(stream, stored);
  stored.commits.push(commit);
  for (const event of commit.events) stored.events.push(event);
  return stored.events.length;
}

function fold<E extends DomainEvent, S>(stored: StoredStream<E>, projection: StreamProjection<E, S>): Rehydrated<S> {
  if (projection.snapshotEvery === undefined) {
    return foldAfter(stored, projection, { state: projection.initialState, version: 0 });
  }
  const start = startOf(projection, stored.snapshot as Snapshot<S> | undefined);
  const end = foldAfter(stored, projection, start);
  const due = snapshotDue(projection, start, end);
  if (due !== undefined && replaces(due, stored.snapshot)) stored.snapshot = due;
  return end;
}

function foldAfter<E extends DomainEvent, S>(
  { events, commits }: StoredStream<E>,
  projection: StreamProjection<E, S>,
  { state, version }: Rehydrated<S>,
): Rehydrated<S> {
  let folded = state;
  for (let index = version; index < events.length; index += 1) folded = projection.evolve(folded, events[index] as E);
  return { state: folded, version: events.length, first: commits[0]?.context };
}
