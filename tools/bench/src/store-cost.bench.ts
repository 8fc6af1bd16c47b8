import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import {
  commitItem,
  type DomainEvent,
  itemBytes,
  makeDynamoEventStore,
  type StreamProjection,
} from '@tidings/event-store';
import { startCloud } from '@tidings/local-cloud';
import {
  commitPerItem,
  type Consumed,
  CONTEXT,
  eventPerItem,
  type Layout,
  type Meter,
  openMeter,
  TABLE,
  tipDocument,
} from './store-cost-layouts.ts';

/** What a commit holds: so many events of so many bytes of text. */
interface CommitShape {
  readonly name: string;
  readonly events: number;
  readonly textBytes: number;
}

const SHAPES: readonly CommitShape[] = [
  { name: '1 event of 0.3 KB', events: 1, textBytes: 300 },
  { name: '3 events of 0.3 KB', events: 3, textBytes: 300 },
  { name: '1 event of 100 KB', events: 1, textBytes: 100_000 },
];
/** Commits already in the stream when the cost is taken. */
const EARLIER_COMMITS = 20;
const LONG_STREAM_EVENTS = 10_000;
/** Small commits of which so many stay within one read unit of 4 KB. */
const SNAPSHOT_EVERY = 8;
const ITEMS_PER_BATCH = 25;
const BYTES_PER_WRITE_UNIT = 1_024;

/** Capacity that commits and reads consume, beside two other layouts on the same table, as the table reports it. */
export async function run(): Promise<void> {
  const cloud = await startCloud({ port: 0 });
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  try {
    const meter = await openMeter({ endpoint: cloud.url, region: 'eu-west-1', credentials });
    for (const shape of SHAPES) await printCommits(meter, shape);
    await printReads(meter);
  } finally {
    await cloud.stop();
  }
}

async function printCommits(meter: Meter, shape: CommitShape): Promise<void> {
  const [ours, ...others] = [commitPerItem(meter), eventPerItem(meter), tipDocument(meter)];
  const rows: Record<string, object> = {};
  const own = await costOfCommit(meter, ours, shape);
  rows[ours.name] = rowOf(own, own);
  for (const layout of others) rows[layout.name] = rowOf(await costOfCommit(meter, layout, shape), own);
  const item = commitItem('a'.repeat(42), eventsOf(shape), { expectedVersion: EARLIER_COMMITS, context: CONTEXT });
  const goal = Math.ceil(itemBytes(item) / BYTES_PER_WRITE_UNIT);
  console.log(`\ncommit of ${shape.name} to a stream of ${EARLIER_COMMITS} commits (reach: 1 request, ${goal} WCU)`);
  console.table(rows);
}

/** Undefined when the layout cannot hold the stream at all. */
async function costOfCommit(meter: Meter, layout: Layout, shape: CommitShape): Promise<Consumed | undefined> {
  const stream = crypto.randomUUID().padEnd(42, 'x');
  const events = eventsOf(shape);
  try {
    for (let commit = 0; commit < EARLIER_COMMITS; commit += 1)
      await layout.append(stream, commit * events.length, events);
    meter.take();
    await layout.append(stream, EARLIER_COMMITS * events.length, events);
    return meter.take();
  } catch (error) {
    if (error instanceof Error && error.name === 'ValidationException') return undefined;
    throw error;
  }
}

function rowOf(consumed: Consumed | undefined, ours: Consumed | undefined): object {
  if (consumed === undefined || ours === undefined) return { requests: '-', WCU: 'over 400 KB', 'ours is': '-' };
  return {
    requests: consumed.requests,
    WCU: consumed.units,
    'ours is': `${(ours.units / consumed.units).toFixed(2)}x`,
  };
}

async function printReads(meter: Meter): Promise<void> {
  const stream = 'long-stream';
  await writeLongStream(meter, stream);
  const store = makeDynamoEventStore<DomainEvent>({ client: meter.table, tableName: TABLE });
  meter.take();
  await store.read(stream);
  const whole = meter.take();
  await store.rehydrate(stream, counter);
  const reads: Consumed[] = [];
  for (let added = 0; added < SNAPSHOT_EVERY - 1; added += 1) {
    const expectedVersion = LONG_STREAM_EVENTS + added;
    await store.append(stream, eventsOf(SMALL), { expectedVersion, context: CONTEXT });
    meter.take();
    await store.rehydrate(stream, counter);
    reads.push(meter.take());
  }
  const worst = Math.max(...reads.map(({ units }) => units));
  console.log(`\nread of a stream of ${LONG_STREAM_EVENTS} events (reach: 2 RCU)`);
  console.table({
    [`tidings: a snapshot every ${SNAPSHOT_EVERY} events and the tail, at worst`]: { RCU: worst, 'ours is': '1.00x' },
    'every event': { RCU: whole.units, 'ours is': `${(worst / whole.units).toFixed(4)}x` },
  });
}

const SMALL: CommitShape = { name: 'small', events: 1, textBytes: 60 };
const counter: StreamProjection<DomainEvent, { readonly events: number }> = {
  initialState: { events: 0 },
  evolve: ({ events }) => ({ events: events + 1 }),
  schema: 1,
  snapshotEvery: SNAPSHOT_EVERY,
};

function eventsOf({ events, textBytes }: CommitShape): readonly DomainEvent[] {
  return Array.from({ length: events }, () => ({ type: 'Noted', version: 1, data: { text: 'x'.repeat(textBytes) } }));
}

async function writeLongStream({ table }: Meter, stream: string): Promise<void> {
  for (let first = 0; first < LONG_STREAM_EVENTS; first += ITEMS_PER_BATCH) {
    const puts = Array.from({ length: ITEMS_PER_BATCH }, (_, index) => ({
      PutRequest: {
        Item: { ...commitItem(stream, eventsOf(SMALL), { expectedVersion: first + index, context: CONTEXT }) },
      },
    }));
    await table.send(new BatchWriteCommand({ RequestItems: { [TABLE]: puts } }));
  }
}
