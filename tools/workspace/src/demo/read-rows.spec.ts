import { gzipSync } from 'node:zlib';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { OrdersFileError, readRows } from './read-rows.ts';
import type { RetailRow } from './retail-row.ts';

const folder = mkdtempSync(join(tmpdir(), 'tidings-orders-'));
afterAll(() => rmSync(folder, { recursive: true }));

const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';
const CSV = `${HEADER}\n1,TIN,"CAKE TIN, ""OWLS""",6,2026-01-01 08:00:00,7.95,17850.0,EIRE\n`;

async function rowsIn(file: string): Promise<readonly RetailRow[]> {
  const rows: RetailRow[] = [];
  for await (const row of readRows(file)) rows.push(row);
  return rows;
}

const rowsOf = (name: string, content: string | Buffer): Promise<readonly RetailRow[]> => {
  writeFileSync(join(folder, name), content);
  return rowsIn(join(folder, name));
};

describe('reading an orders file', () => {
  it('gives each row by the names of the columns, quotes undone', async () => {
    const [row] = await rowsOf('orders.csv', CSV);
    expect(row).toMatchObject({
      InvoiceNo: '1',
      Description: 'CAKE TIN, "OWLS"',
      UnitPrice: '7.95',
      CustomerID: '17850.0',
    });
  });

  it('takes gzipped files and files with a byte order mark', async () => {
    expect(await rowsOf('orders.csv.gz', gzipSync(CSV))).toHaveLength(1);
    expect((await rowsOf('bom.csv', `\uFEFF${CSV}`))[0]?.InvoiceNo).toBe('1');
  });

  it.each([
    [
      'a column is missing',
      { name: 'columns.csv', content: 'InvoiceNo,StockCode\n1,TIN\n' },
      /has no column Description, Quantity/u,
    ],
    ['a row is cut off', { name: 'cut.csv', content: `${HEADER}\n1,TIN\n` }, /Invalid Record Length/u],
    ['it is empty', { name: 'empty.csv', content: '' }, /it is empty/u],
    ['it is not gzip', { name: 'plain.csv.gz', content: CSV }, /incorrect header check/u],
  ])('says when %s', async (_what, { name, content }, sentence) => {
    await expect(rowsOf(name, content)).rejects.toThrow(OrdersFileError);
    await expect(rowsOf(name, content)).rejects.toThrow(sentence);
  });

  it('says when there is no such file', async () => {
    await expect(rowsIn(join(folder, 'nowhere.csv'))).rejects.toThrow(/nowhere\.csv cannot be read: ENOENT/u);
  });
});
