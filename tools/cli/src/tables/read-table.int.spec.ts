import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { makeTestTable } from '@tidings/event-store/testing';
import { describe, expect, inject, it } from 'vitest';
import { NoTableError } from './no-table-error.ts';
import { readTable, type Row, type TableOptions } from './read-table.ts';

async function rowsOf(name: string, options: TableOptions): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for await (const row of readTable(name, options)) rows.push(row);
  return rows;
}

describe('the rows of a table', () => {
  const here = { endpoint: inject('awsEndpoint') };

  it('are those of the one table of that name, without the marks of its inbox', async () => {
    const { client, tableName } = await makeTestTable();
    const row = { pk: 'key#1', sk: 'sums', events: 2 };
    await client.send(new PutCommand({ TableName: tableName, Item: row }));
    await client.send(new PutCommand({ TableName: tableName, Item: { pk: 'inbox#a#1', sk: '0', kind: 'mark' } }));
    expect(await rowsOf(tableName, here)).toEqual([row]);
    expect(await rowsOf(tableName.toUpperCase(), here)).toEqual([row]);
  });

  it('are of no table when none or several have such a name', async () => {
    await makeTestTable();
    await makeTestTable();
    await expect(rowsOf('gift-ledger', here)).rejects.toThrow('No table is called like "gift-ledger": name one of ');
    await expect(rowsOf('spec', here)).rejects.toThrow('Several tables are called like "spec": name one of spec-');
  });

  it('are asked of a system that runs', async () => {
    const workspace = mkdtempSync(join(tmpdir(), 'tidings-table-'));
    mkdirSync(join(workspace, 'libs/events/contracts'), { recursive: true });
    await expect(rowsOf('gift-ledger', { workspace })).rejects.toThrow('No system runs here: start one with npm start');
    mkdirSync(join(workspace, '.tidings/default'), { recursive: true });
    writeFileSync(join(workspace, '.tidings/default/endpoints.json'), JSON.stringify({ aws: inject('awsEndpoint') }));
    await expect(rowsOf('gift-ledger', { workspace })).rejects.toThrow(NoTableError);
    rmSync(workspace, { recursive: true });
  });
});
