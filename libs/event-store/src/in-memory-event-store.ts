import { commitItem, commitOf } from './commit-item.ts';
import { StreamConflictError } from './errors.ts';
import type {
  AppendOptions,
  Commit,
  CommitContext,
  DomainEvent,
  EventStore,
  Rehydrated,
  StreamProjection,
} from './event-store.ts';
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
      const commit = commitOf(commitItem(stream, events, options));
      return { version: store(streams, stream, { commit, options }) };
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
  { commit, options }: { readonly commit: Commit<E>; readonly options: AppendOptions },
): number {
  const stored = streams.get(stream) ?? { commits: [], events: [] };
  if (stored.events.length !== options.expectedVersion) throw new StreamConflictError(stream, options.expectedVersion);
  if (stored.events.length === 0) streams.set(stream, stored);
  stored.commits.push(commit);
  for (const event of commit.events) stored.events.push(event);
  return stored.events.length;
}

function fold<E extends DomainEvent, S>(stored: StoredStream<E>, projection: StreamProjection<E, S>): Rehydrated<S> {
  const kept = projection.snapshotEvery === undefined ? undefined : (stored.snapshot as Snapshot<S> | undefined);
  const start = startOf(projection, kept);
  let { state } = start;
  for (let index = start.version; index < stored.events.length; index += 1) {
    state = projection.evolve(state, stored.events[index] as E);
  }
  const end = { state, version: stored.events.length, first: firstContext(stored) };
  const due = snapshotDue(projection, start, end);
  if (due !== undefined && replaces(due, stored.snapshot)) stored.snapshot = due;
  return end;
}

function firstContext(stored: StoredStream<DomainEvent>): CommitContext | undefined {
  return stored.commits[0]?.context;
}
