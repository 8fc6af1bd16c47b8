import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { makeDynamoEventStore } from './dynamo-event-store.ts';
import { StreamCorruptError } from './errors.ts';
import { describeEventStore } from './event-store.contract.ts';
import { makeTestTable, recordInputs } from './testing/test-table.ts';

const table = await makeTestTable();
const context = {
  occurredAt: '2026-03-01T12:00:00.000Z',
  correlationId: 'c-1',
  causationId: 'r-1',
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  hops: 0,
};

describeEventStore('DynamoDB event store', () => makeDynamoEventStore(table));

describe('DynamoDB event store: what only a table can do', () => {
  const store = makeDynamoEventStore(table);

  it('reads a stream of many pages whole', async () => {
    const stream = `long-${crypto.randomUUID()}`;
    const event = { type: 'Noted', version: 1, data: { note: 'x'.repeat(190_000) } };
    for (let version = 0; version < 8; version += 1) {
      await store.append(stream, [event], { expectedVersion: version, context });
    }
    expect((await store.read(stream)).version).toBe(8);
  });

  it('reads streams and snapshots consistently', async () => {
    const own = await makeTestTable();
    const inputs = recordInputs(own);
    const { read, rehydrate } = makeDynamoEventStore(own);
    await read('order-1');
    await rehydrate('order-1', { initialState: 0, evolve: (count) => count + 1, schema: 1, snapshotEvery: 8 });
    expect(inputs.map(({ ConsistentRead }) => ConsistentRead)).toEqual([true, true, true]);
  });

  it('does not trust a stream that lacks a commit', async () => {
    const stream = `gap-${crypto.randomUUID()}`;
    const event = { type: 'Noted', version: 1, data: {} };
    for (const expectedVersion of [0, 1, 2]) await store.append(stream, [event], { expectedVersion, context });
    await table.client.send(new DeleteCommand({ TableName: table.tableName, Key: { pk: stream, sk: '0000000002' } }));
    await expect(store.read(stream)).rejects.toThrow(StreamCorruptError);
  });
});
