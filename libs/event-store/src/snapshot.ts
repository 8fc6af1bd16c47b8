import type { CommitContext, DomainEvent, Rehydrated, StreamProjection } from './event-store.ts';

/** A state that was folded before, so that a read pays for the tail only. */
export interface Snapshot<S> {
  readonly schema: number;
  readonly version: number;
  readonly state: S;
  readonly first: CommitContext;
}

/** Where a fold begins: at the snapshot if it has the projection's shape, otherwise at the beginning. */
export function startOf<E extends DomainEvent, S>(
  projection: StreamProjection<E, S>,
  snapshot: Snapshot<S> | undefined,
): Rehydrated<S> {
  if (snapshot === undefined || snapshot.schema !== projection.schema) {
    return { state: projection.initialState, version: 0 };
  }
  return { state: snapshot.state, version: snapshot.version, first: snapshot.first };
}

/** The snapshot that is due after a fold, if one is. */
export function snapshotDue<E extends DomainEvent, S>(
  projection: StreamProjection<E, S>,
  start: Rehydrated<S>,
  end: Rehydrated<S>,
): Snapshot<S> | undefined {
  const { schema, snapshotEvery } = projection;
  if (snapshotEvery === undefined || end.first === undefined) return undefined;
  if (end.version - start.version < snapshotEvery) return undefined;
  return { schema, version: end.version, state: end.state, first: end.first };
}

/** A snapshot replaces an older one of its schema, and any of a lower schema; never a newer one. */
export function replaces(snapshot: Snapshot<unknown>, known: Snapshot<unknown> | undefined): boolean {
  if (known === undefined || known.schema < snapshot.schema) return true;
  return known.schema === snapshot.schema && known.version < snapshot.version;
}
