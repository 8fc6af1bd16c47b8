import { CommitTooLargeError, EventTooLargeError, InvalidCommitError, StreamCorruptError } from './errors.ts';
import type { AppendOptions, Commit, CommitContext, DomainEvent } from './event-store.ts';
import { bytesAtMost, itemBytes, jsonBytes } from './item-size.ts';

/** Source: docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html (item size: 400 KB) */
export const MAX_COMMIT_BYTES: number = 400 * 1024;
/** Data of one event as JSON: the public limit of 200 KB less 4 KB for the envelope around it. */
export const MAX_EVENT_DATA_BYTES: number = 196_000;
/** No stored commit of this key may exist; the whole of optimistic concurrency on the append path. */
export const COMMIT_CONDITION = 'attribute_not_exists(pk)';

const POSITION_DIGITS = 10;
/** A list of one-digit numbers is the worst: two bytes a number as JSON, three in an item. */
const MAX_ITEM_BYTES_PER_JSON_BYTE = 2;
/** Type, version and names of an event, beside its data. */
const BYTES_AROUND_DATA = 200;
/** A commit whose bound is under this, with keys of any length beside it, is under every limit. */
const PLAINLY_SMALL_BYTES = 150_000;

/** A commit as the table stores it; `sk` is the position of its first event in ten digits. */
export interface CommitItem<E extends DomainEvent = DomainEvent> extends CommitContext {
  readonly pk: string;
  readonly sk: string;
  readonly kind: 'commit';
  readonly events: readonly E[];
}

/** No commit of a stream sorts after this; its snapshot does. */
export const LAST_COMMIT_SORT_KEY: string = '9'.repeat(POSITION_DIGITS);

/** Position as a sort key: ten digits, so that text order is number order. */
export function sortKeyOf(position: number): string {
  return String(position).padStart(POSITION_DIGITS, '0');
}

/**
 * The item of one commit, so that a transaction of the caller's can carry it, under `COMMIT_CONDITION`.
 * @throws {InvalidCommitError} no events, a stream name with a slash, or a version that is no position.
 * @throws {EventTooLargeError} an event's data is over `MAX_EVENT_DATA_BYTES` of JSON.
 * @throws {CommitTooLargeError} the item is over `MAX_COMMIT_BYTES`.
 */
export function commitItem<E extends DomainEvent>(
  stream: string,
  events: readonly E[],
  options: AppendOptions,
): CommitItem<E> {
  return itemOf(stream, checkedCommit(stream, events, options));
}

/** A stored commit, read back. */
export function commitOf<E extends DomainEvent>(item: CommitItem<E>): Commit<E> {
  return { position: Number(item.sk), events: item.events, context: storedContext(item) };
}

/**
 * The commit that an append asks for, if every store could keep it.
 * @throws {InvalidCommitError | EventTooLargeError | CommitTooLargeError} see `commitItem`.
 */
export function checkedCommit<E extends DomainEvent>(
  stream: string,
  events: readonly E[],
  { expectedVersion, context }: AppendOptions,
): Commit<E> {
  assertCommit(stream, events, expectedVersion);
  const commit: Commit<E> = {
    position: expectedVersion + 1,
    events: events.map(storedEvent),
    context: storedContext(context),
  };
  if (bytesAtMost(commit, PLAINLY_SMALL_BYTES) > PLAINLY_SMALL_BYTES) assertSize(itemOf(stream, commit));
  return commit;
}

function itemOf<E extends DomainEvent>(stream: string, { position, events, context }: Commit<E>): CommitItem<E> {
  return { pk: stream, sk: sortKeyOf(position), kind: 'commit', events, ...context };
}

/**
 * Commits in order, from the position after `version`.
 * @throws {StreamCorruptError} a position is missing or taken twice.
 */
export function assertConsecutive(stream: string, commits: readonly Commit<DomainEvent>[], version: number): number {
  let last = version;
  for (const { position, events } of commits) {
    if (position !== last + 1) throw new StreamCorruptError(stream, position, `expected position ${last + 1}`);
    last += events.length;
  }
  return last;
}

/** Only the fields of a context, and no field that is undefined: DynamoDB has no such value. */
function storedContext(context: CommitContext): CommitContext {
  const { occurredAt, correlationId, causationId, traceparent, hops, replay, attributes } = context;
  const always = { occurredAt, correlationId, causationId, traceparent, hops };
  if (replay === undefined) return attributes === undefined ? always : { ...always, attributes };
  return attributes === undefined ? { ...always, replay } : { ...always, replay, attributes };
}

function storedEvent<E extends DomainEvent>(event: E): E {
  const { type, version, data } = event;
  return { type, version, data } as E;
}

/** @throws {InvalidCommitError} see `commitItem`. */
function assertCommit(stream: string, events: readonly DomainEvent[], expectedVersion: number): void {
  if (stream === '' || stream.includes('/'))
    throw new InvalidCommitError(stream, 'a name is not empty and has no slash');
  if (events.length === 0) throw new InvalidCommitError(stream, 'a commit has at least one event');
  if (!Number.isSafeInteger(expectedVersion) || expectedVersion < 0) {
    throw new InvalidCommitError(stream, `${expectedVersion} is not a version`);
  }
}

/** @throws {EventTooLargeError | CommitTooLargeError} see `commitItem`. */
function assertSize({ events, ...item }: CommitItem): void {
  let json = 0;
  for (const { type, data } of events) {
    const bytes = jsonBytes(data);
    if (bytes > MAX_EVENT_DATA_BYTES) throw new EventTooLargeError(item.pk, { type, bytes }, MAX_EVENT_DATA_BYTES);
    json += bytes + BYTES_AROUND_DATA;
  }
  if (json * MAX_ITEM_BYTES_PER_JSON_BYTE + bytesAtMost(item, MAX_COMMIT_BYTES) <= MAX_COMMIT_BYTES) return;
  const bytes = itemBytes({ ...item, events });
  if (bytes > MAX_COMMIT_BYTES) throw new CommitTooLargeError(item.pk, bytes, MAX_COMMIT_BYTES);
}
