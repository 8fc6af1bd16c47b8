import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { makeTestTable, recordInputs } from '@tidings/event-store/testing';
import { makeInbox } from '@tidings/messaging';
import { describe, expect, it } from 'vitest';
import { describeSalesViews } from '../../application/sales-views.contract.ts';
import type { SalesViews } from '../../application/sales-views.ts';
import { salesChanges } from '../../domain/sales.ts';
import { placed } from '../../domain/testing/sales-events.ts';
import { makeSalesRecorder, makeSalesTable } from './sales-table.ts';

type Table = Awaited<ReturnType<typeof makeTestTable>>;

function viewsIn(table: Table): SalesViews {
  const inbox = makeInbox({ ...table, consumer: 'project-sales', now: () => new Date() });
  return { ...makeSalesRecorder(inbox, table.tableName), ...makeSalesTable(table) };
}

describeSalesViews('in DynamoDB', async () => viewsIn(await makeTestTable()));

describe('the sales table', () => {
  it('spreads a hot row over partitions and sums it on a consistent read', async () => {
    const table = await makeTestTable();
    const views = viewsIn(table);
    const events = Array.from({ length: 40 }, (_, index) => placed(`hot-${index}`));
    for (const event of events) await views.add(event.id, salesChanges(event));
    const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.tableName }));
    const partitions = new Set(Items.map(({ pk }) => String(pk)).filter((pk) => pk.startsWith('day#')));
    expect(partitions.size).toBeGreaterThan(4);
    const inputs = recordInputs(table);
    let orders = 0;
    for await (const row of views.rows({ view: 'day', from: '2026-01-05', to: '2026-01-05' })) orders += row.orders;
    expect(orders).toBe(40);
    expect(new Set(inputs.map(({ ConsistentRead }) => ConsistentRead))).toEqual(new Set([true]));
  });
});
