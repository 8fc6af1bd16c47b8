import { AwsError } from '../../core/aws-error.ts';
import type { Json } from '../../core/aws-error.ts';
import type { Cloud } from '../../core/cloud.ts';
import { loadEngine } from './engine/dynalite.ts';
import type { Engine } from './engine/dynalite.ts';
import { makeEngineStore } from './engine/store.ts';
import type { Change, EngineStore, Table } from './engine/store.ts';
import type { ExpiryIndex } from './expiry/expiry-index.ts';
import { ChangeStream } from './streams/change-stream.ts';
import type { StreamViewType } from './streams/change-stream.ts';
import { TransactionLog } from './transactions/transaction-log.ts';

/** What a table has beyond what the engine knows of it. */
export interface TableSettings {
  readonly tags: Map<string, string>;
  /** Set while the table's stream is enabled. */
  stream?: ChangeStream | undefined;
  /** Of the last stream, enabled or not. */
  latestStream?: ChangeStream;
  expiry?: ExpiryIndex | undefined;
  deletionProtected: boolean;
  tableClass?: string;
  sse?: Json | undefined;
  /** Epoch milliseconds; undefined while point-in-time recovery is off. */
  recoverableSinceMs?: number | undefined;
  recoveryPeriodDays: number;
}

/** All that the DynamoDB of one cloud remembers. */
export interface DynamoState {
  readonly cloud: Cloud;
  readonly engine: Engine;
  readonly store: EngineStore;
  readonly settings: Map<string, TableSettings>;
  /** By ARN: those of tables that are gone too, until their records are. */
  readonly streams: Map<string, ChangeStream>;
  readonly transactions: TransactionLog;
}

export const newSettings = (): TableSettings => ({ tags: new Map(), deletionProtected: false, recoveryPeriodDays: 35 });

/** Tells the listeners of each changed stream once, after the change is done. */
function makeAnnouncer(cloud: Cloud): (stream: ChangeStream) => void {
  const changed = new Set<string>();
  const announce = (): void => {
    const topics = [...changed];
    changed.clear();
    for (const arn of topics) cloud.signals.notify(`stream:${arn}`);
  };
  return (stream) => {
    if (changed.size === 0) queueMicrotask(announce);
    changed.add(stream.options.arn);
  };
}

/** @throws {Error} never itself; loads the engine, so make the state with the first call or resource. */
export function makeDynamoState(cloud: Cloud): DynamoState {
  const settings = new Map<string, TableSettings>();
  const transactions = new TransactionLog(cloud.clock);
  const announce = makeAnnouncer(cloud);
  const onChange = (change: Change): void => {
    const table = settings.get(change.tableName);
    table?.expiry?.note(change);
    if (table?.stream?.append(change, cloud.clock.now()) === true) announce(table.stream);
  };
  const store = makeEngineStore({
    region: cloud.region,
    accountId: cloud.accountId,
    guard: (tableName, key) => transactions.guard(tableName, key),
    onChange,
  });
  return { cloud, engine: loadEngine(), store, settings, streams: new Map(), transactions };
}

/** @throws {AwsError} `ResourceNotFoundException`, in the words of the calls that manage tables. */
export function tableOf(state: DynamoState, name: string): { readonly table: Table; readonly settings: TableSettings } {
  const table = state.store.tableDb.entries.get(name);
  const settings = state.settings.get(name);
  if (table === undefined || settings === undefined)
    throw new AwsError('ResourceNotFoundException', `Requested resource not found: Table: ${name} not found`);
  return { table, settings };
}

/** Labels are times in milliseconds; a second stream of a table within one gets the next. */
function freshLabel(state: DynamoState, table: Table): { readonly label: string; readonly arn: string } {
  for (let atMs = state.cloud.clock.now(); ; atMs += 1) {
    const label = new Date(atMs).toISOString().slice(0, -1);
    const arn = `${table.TableArn}/stream/${label}`;
    if (!state.streams.has(arn)) return { label, arn };
  }
}

/** Starts recording the table's changes. */
export function openStream(state: DynamoState, tableName: string, viewType: StreamViewType): void {
  const { table, settings } = tableOf(state, tableName);
  const { label, arn } = freshLabel(state, table);
  const createdAtMs = state.cloud.clock.now();
  const stream = new ChangeStream({ arn, label, tableName, viewType, keySchema: table.KeySchema, createdAtMs });
  settings.stream = stream;
  settings.latestStream = stream;
  state.streams.set(arn, stream);
}

/** Stops recording; the records stay for their 24 hours. */
export function closeStream(state: DynamoState, settings: TableSettings): void {
  settings.stream?.close(state.cloud.clock.now());
  settings.stream = undefined;
}
