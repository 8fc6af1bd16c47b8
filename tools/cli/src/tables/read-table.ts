import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient, paginateListTables } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { findWorkspace } from '../workspace.ts';
import { NoTableError } from './no-table-error.ts';

export interface TableOptions {
  /** Where DynamoDB answers; default: the system that `npm start` runs in the workspace. */
  readonly endpoint?: string;
  readonly workspace?: string;
}

/** One item of a table. */
export type Row = Readonly<Record<string, unknown>>;

/** What `npm start` leaves behind for as long as it runs. */
const ENDPOINTS_FILE = '.tidings/default/endpoints.json';

/** The local cloud takes these for the operator's; nothing else is asked with them. */
const OPERATOR = { region: 'eu-west-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

/**
 * The rows of the one table whose name has a part like `gift-ledger` or `GiftLedger`, without the marks of its inbox.
 * @throws {NoTableError} no system runs, or not exactly one table has such a name.
 */
export async function* readTable(name: string, options: TableOptions): AsyncGenerator<Row> {
  const endpoint = options.endpoint ?? localEndpoint(findWorkspace(options.workspace));
  const client = new DynamoDBClient({ endpoint, ...OPERATOR });
  const TableName = pickTable(name, await tableNames(client));
  const documents = DynamoDBDocumentClient.from(client);
  for await (const { Items = [] } of paginateScan({ client: documents }, { TableName })) {
    yield* Items.filter(({ kind }) => kind !== 'mark');
  }
}

function localEndpoint(workspace: string): string {
  try {
    const { aws } = JSON.parse(readFileSync(join(workspace, ENDPOINTS_FILE), 'utf8')) as { readonly aws: string };
    return aws;
  } catch (cause) {
    throw new NoTableError('No system runs here: start one with npm start, or pass --endpoint <url>.', { cause });
  }
}

async function tableNames(client: DynamoDBClient): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { TableNames = [] } of paginateListTables({ client }, {})) names.push(...TableNames);
  return names;
}

function pickTable(name: string, tables: readonly string[]): string {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/gu, '');
  const found = tables.filter((table) => table === name || plain(table).includes(plain(name)));
  const exact = found.filter((table) => table === name || plain(table).includes(`${plain(name)}table`));
  const [only, ...others] = exact.length === 0 ? found : exact;
  if (only !== undefined && others.length === 0) return only;
  const which = only === undefined ? `No table is called like "${name}"` : `Several tables are called like "${name}"`;
  throw new NoTableError(`${which}: name one of ${(only === undefined ? tables : [only, ...others]).join(', ')}.`);
}
