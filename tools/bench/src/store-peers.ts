import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EventStore as CastoreStore, EventType } from '@castore/core';
import { InMemoryEventStorageAdapter } from '@castore/event-storage-adapter-in-memory';
import { type Event, getInMemoryEventStore } from '@event-driven-io/emmett';
import { makeInMemoryEventStore, type StreamProjection } from '@tidings/event-store';

/** What happens in the streams of this bench: something goes into a basket. */
export type ItemAdded = Readonly<{ sku: string; description: string; quantity: number; unitPriceMinor: number }>;

/** What a basket comes to. */
export interface Basket {
  readonly items: number;
  readonly totalMinor: number;
}

/** An open store, empty at first. Versions count events: 0 = nothing yet. */
export interface OpenStore {
  append(stream: string, version: number, data: ItemAdded): Promise<unknown>;
  rehydrate(stream: string): Promise<Basket>;
}

/** A store to measure: its name with its version, and how to open a new one. */
export interface StoreCandidate {
  readonly name: string;
  readonly open: () => OpenStore;
}

const EMPTY: Basket = { items: 0, totalMinor: 0 };
const CONTEXT = {
  occurredAt: '2026-03-01T12:00:00.000Z',
  correlationId: '0b3f6f0a-5d0f-4f5c-8d7c-3a1c6f1f6b10',
  causationId: 'JKJaXmPLvHcESHA=',
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  hops: 0,
};

function withItem({ items, totalMinor }: Basket, { quantity, unitPriceMinor }: ItemAdded): Basket {
  return { items: items + quantity, totalMinor: totalMinor + quantity * unitPriceMinor };
}

/** The in-memory store of this workspace; optimistic concurrency, size limits and commit context included. */
export const tidings: StoreCandidate = {
  name: 'tidings event-store',
  open: () => {
    const store = makeInMemoryEventStore<{
      readonly type: 'ItemAdded';
      readonly version: 1;
      readonly data: ItemAdded;
    }>();
    const projection: StreamProjection<{ type: 'ItemAdded'; version: 1; data: ItemAdded }, Basket> = {
      initialState: EMPTY,
      evolve: (basket, { data }) => withItem(basket, data),
      schema: 1,
    };
    return {
      append: (stream, version, data) =>
        store.append(stream, [{ type: 'ItemAdded', version: 1, data }], { expectedVersion: version, context: CONTEXT }),
      rehydrate: async (stream) => (await store.rehydrate(stream, projection)).state,
    };
  },
};

/** Castore's store on its in-memory adapter; optimistic concurrency by the version of the event. */
export const castore: StoreCandidate = {
  name: `castore ${versionOf('@castore/core')}`,
  open: () => {
    type Aggregate = Basket & { readonly aggregateId: string; readonly version: number };
    const store = new CastoreStore({
      eventStoreId: 'baskets',
      eventTypes: [new EventType<'ItemAdded', ItemAdded>({ type: 'ItemAdded' })],
      eventStorageAdapter: new InMemoryEventStorageAdapter(),
      reducer: (aggregate: Aggregate | undefined, { aggregateId, version, payload }): Aggregate => ({
        aggregateId,
        version,
        ...withItem(aggregate ?? EMPTY, payload),
      }),
    });
    return {
      append: (stream, version, payload) =>
        store.pushEvent({ aggregateId: stream, version: version + 1, type: 'ItemAdded', payload }),
      rehydrate: async (stream) => (await store.getExistingAggregate(stream)).aggregate,
    };
  },
};

/** Emmett's in-memory store; optimistic concurrency by the expected version. */
export const emmett: StoreCandidate = {
  name: `emmett ${versionOf('@event-driven-io/emmett')}`,
  open: () => {
    type Added = Event<'ItemAdded', ItemAdded>;
    const store = getInMemoryEventStore();
    return {
      append: (stream, version, data) =>
        store.appendToStream<Added>(stream, [{ type: 'ItemAdded', data }], {
          expectedStreamVersion: version === 0 ? 'STREAM_DOES_NOT_EXIST' : BigInt(version),
        }),
      rehydrate: async (stream) => {
        const evolve = (basket: Basket, { data }: Added): Basket => withItem(basket, data);
        return (await store.aggregateStream<Basket, Added>(stream, { evolve, initialState: () => EMPTY })).state;
      },
    };
  },
};

/** Version of an installed package. */
function versionOf(name: string): string {
  const entry = fileURLToPath(import.meta.resolve(name));
  const root = entry.slice(0, entry.lastIndexOf(name) + name.length);
  return (JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as { readonly version: string }).version;
}
