import { parse } from 'csv-parse';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { COLUMNS } from './retail-row.ts';
import type { RetailRow } from './retail-row.ts';

/** The file cannot be read as rows in Online Retail's columns. */
export class OrdersFileError extends Error {
  override readonly name = 'OrdersFileError';
  readonly file: string;

  constructor(file: string, problem: string, options?: ErrorOptions) {
    super(`${file} cannot be read: ${problem}`, options);
    this.file = file;
  }
}

function checkColumns(file: string, header: readonly string[]): string[] {
  const missing = COLUMNS.filter((column) => !header.includes(column));
  if (missing.length > 0) throw new OrdersFileError(file, `it has no column ${missing.join(', ')}`);
  return [...header];
}

function rowStream(file: string, sawHeader: () => void): AsyncIterable<RetailRow> {
  const columns = (header: string[]): string[] => {
    sawHeader();
    return checkColumns(file, header);
  };
  const parser = parse({ bom: true, columns });
  const source = createReadStream(file);
  // The parser carries an error of the file or of the gunzip to whoever reads the rows.
  const ended = (): void => undefined;
  if (file.endsWith('.gz')) pipeline(source, createGunzip(), parser, ended);
  else pipeline(source, parser, ended);
  return parser;
}

/**
 * Reads the rows of a CSV file, gunzipped when its name ends in `.gz`, one by one.
 * @throws {OrdersFileError} no such file, not CSV, empty, or a column is missing.
 */
export async function* readRows(file: string): AsyncGenerator<RetailRow, void, undefined> {
  let empty = true;
  const sawHeader = (): void => {
    empty = false;
  };
  try {
    for await (const row of rowStream(file, sawHeader)) yield row;
  } catch (cause) {
    if (cause instanceof OrdersFileError) throw cause;
    throw new OrdersFileError(file, cause instanceof Error ? cause.message : String(cause), { cause });
  }
  if (empty) throw new OrdersFileError(file, 'it is empty, without even a line that names the columns');
}
