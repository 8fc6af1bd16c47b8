import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import {
  assertConsecutive,
  COMMIT_CONDITION,
  type CommitItem,
  commitItem,
  commitOf,
  LAST_COMMIT_SORT_KEY,
  MAX_COMMIT_BYTES,
  sortKeyOf,
} from './commit-item.ts';
import { StreamConflictError } from './errors.ts';
import type { AppendOptions, Commit, DomainEvent, EventStore, Rehydrated, StreamProjection } from './event-store.ts';
import { itemBytes } from './item-size.ts';
import { type Snapshot, snapshotDue, startOf } from './snapshot.ts';

export interface DynamoEventStoreOptions {
  /** Translates JavaScript values; the store needs none of its marshalling options. */
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

interface AppendRequest<E extends DomainEvent> {
  readonly stream: string;
  readonly events: readonly E[];
  readonly options: AppendOptions;
}

const SNAPSHOT_SORT_KEY = 'snapshot';
/** As `replaces` says. */
const SNAPSHOT_CONDITION =
  'attribute_not_exists(pk) OR #schema < :schema OR (#schema = :schema AND #version < :version)';

/**
 * A store on one DynamoDB table (partition key `pk`, sort key `sk`): one item per commit, one conditional
 * PutItem per append, consistent queries to read. Throttling is retried by the client as it is configured.
 */
export function makeDynamoEventStore<E extends DomainEvent = DomainEvent>(
  options: DynamoEventStoreOptions,
): EventStore<E> {
  return {
    read: async (stream) => {
      const commits = await commitsAfter<E>(options, stream, 0);
      const version = assertConsecutive(stream, commits, 0);
      return { events: commits.flatMap(({ events }) => events), version, commits };
    },
    append: (stream, events, append) => appendCommit(options, { stream, events, options: append }),
    rehydrate: (stream, projection) => rehydrate(options, stream, projection),
  };
}

async function appendCommit<E extends DomainEvent>(
  { client, tableName }: DynamoEventStoreOptions,
  { stream, events, options }: AppendRequest<E>,
): Promise<{ readonly version: number }> {
  const item = commitItem(stream, events, options);
  try {
    await client.send(new PutCommand({ TableName: tableName, Item: item, ConditionExpression: COMMIT_CONDITION }));
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) {
      throw new StreamConflictError(stream, options.expectedVersion, { cause: error });
    }
    throw error;
  }
  return { version: options.expectedVersion + events.length };
}

async function rehydrate<E extends DomainEvent, S>(
  options: DynamoEventStoreOptions,
  stream: string,
  projection: StreamProjection<E, S>,
): Promise<Rehydrated<S>> {
  const kept = projection.snapshotEvery === undefined ? undefined : await readSnapshot<S>(options, stream);
  const start = startOf(projection, kept);
  const commits = await commitsAfter<E>(options, stream, start.version);
  const version = assertConsecutive(stream, commits, start.version);
  const state = commits.reduce(
    (folded, { events }) => events.reduce((each, event) => projection.evolve(each, event), folded),
    start.state,
  );
  const first = start.first ?? commits[0]?.context;
  const end: Rehydrated<S> = first === undefined ? { state, version } : { state, version, first };
  const due = snapshotDue(projection, start, end);
  if (due !== undefined) await writeSnapshot(options, stream, due);
  return end;
}

/** Every commit after a version, page by page (a page is 1 MB), read consistently. */
async function commitsAfter<E extends DomainEvent>(
  { client, tableName }: DynamoEventStoreOptions,
  stream: string,
  version: number,
): Promise<readonly Commit<E>[]> {
  const commits: Commit<E>[] = [];
  let startKey: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: tableName,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :stream AND sk BETWEEN :first AND :last',
        ExpressionAttributeValues: {
          ':stream': stream,
          ':first': sortKeyOf(version + 1),
          ':last': LAST_COMMIT_SORT_KEY,
        },
        ExclusiveStartKey: startKey,
      }),
    );
    for (const item of page.Items ?? []) commits.push(commitOf(item as CommitItem<E>));
    startKey = page.LastEvaluatedKey;
  } while (startKey !== undefined);
  return commits;
}

async function readSnapshot<S>(
  { client, tableName }: DynamoEventStoreOptions,
  stream: string,
): Promise<Snapshot<S> | undefined> {
  const key = { pk: stream, sk: SNAPSHOT_SORT_KEY };
  const answer = await client.send(new GetCommand({ TableName: tableName, Key: key, ConsistentRead: true }));
  return answer.Item as Snapshot<S> | undefined;
}

/** Writes a snapshot unless a newer one is there; a state too large for an item stays without one. */
async function writeSnapshot<S>(
  { client, tableName }: DynamoEventStoreOptions,
  stream: string,
  snapshot: Snapshot<S>,
): Promise<void> {
  const item = { pk: stream, sk: SNAPSHOT_SORT_KEY, kind: 'snapshot', ...snapshot };
  if (itemBytes(item) > MAX_COMMIT_BYTES) return;
  try {
    await client.send(
      new PutCommand({
        TableName: tableName,
        Item: item,
        ConditionExpression: SNAPSHOT_CONDITION,
        ExpressionAttributeNames: { '#schema': 'schema', '#version': 'version' },
        ExpressionAttributeValues: { ':schema': snapshot.schema, ':version': snapshot.version },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
