import { Buffer } from 'node:buffer';
import type { DynamoDBDocumentClient, QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Inbox, TransactAction } from '@tidings/messaging';
import type { SalesRange, SalesViews } from '../../application/sales-views.ts';
import type { SalesRow, SalesView } from '../../domain/sales.ts';
import { mergeSorted } from './merge-sorted.ts';
import { afterKey, beforeKey, cellOf, partitions, rowKey } from './sales-keys.ts';

/** Prefix of the attribute that holds the total in one currency. */
const TOTAL = 'total:';
/** Rows per Query: several keys of a few days each, far below the 1 MB that a call reads at most. */
const ROWS_PER_QUERY = 100;

/** A sum as the document client reads it: beyond what a number counts exactly it is a bigint. */
type StoredSum = number | bigint;

interface StoredRow {
  readonly sk: string;
  readonly orders: StoredSum;
  readonly units: StoredSum;
  readonly [attribute: string]: unknown;
}

/** The sales views in a DynamoDB table. */
export function makeSalesTable(options: SalesTableOptions): Pick<SalesViews, 'rows'> {
  return { rows: (range) => rowsOf(options, range) };
}

export interface SalesTableOptions {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

/** Adds to the sales views in a DynamoDB table: rows and inbox marks change in the same transactions. */
export function makeSalesRecorder(inbox: Inbox, tableName: string): Pick<SalesViews, 'add'> {
  return {
    add: async (eventId, changes) => {
      await inbox.apply(
        eventId,
        changes.map((change) => additionTo(tableName, change, eventId)),
      );
    },
  };
}

/** ADD makes the change commute with every other, and makes the row when there is none. */
function additionTo(tableName: string, change: SalesRow, eventId: string): TransactAction {
  const totals = Object.entries(change.totalMinor);
  const additions = totals.map((_, index) => `, #total${index} :total${index}`).join('');
  return {
    Update: {
      TableName: tableName,
      Key: { ...rowKey(change, eventId) },
      UpdateExpression: `SET #day = :day ADD orders :orders, units :units${additions}`,
      ExpressionAttributeNames: {
        '#day': 'day',
        ...Object.fromEntries(totals.map(([currency], index) => [`#total${index}`, `${TOTAL}${currency}`])),
      },
      ExpressionAttributeValues: {
        ':day': change.day,
        ':orders': change.orders,
        ':units': change.units,
        ...Object.fromEntries(totals.map(([, amountMinor], index) => [`:total${index}`, amountMinor])),
      },
    },
  };
}

async function* rowsOf(options: SalesTableOptions, range: SalesRange): AsyncGenerator<SalesRow> {
  const shards = partitions(range.view).map((pk) => shardRows(options, pk, range));
  for await (const row of mergeSorted(shards, (left, right) => compareSortKeys(left.sk, right.sk))) {
    yield salesRow(range.view, row);
  }
}

/** DynamoDB sorts texts by their bytes in UTF-8. */
function compareSortKeys(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

async function* shardRows(options: SalesTableOptions, pk: string, range: SalesRange): AsyncGenerator<StoredRow> {
  let start: Record<string, unknown> | undefined;
  do {
    const page = await options.client.send(
      new QueryCommand({
        ...shardQuery(options.tableName, pk, range),
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      }),
    );
    yield* (page.Items ?? []) as StoredRow[];
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
}

function shardQuery(tableName: string, pk: string, range: SalesRange): QueryCommandInput {
  const keys = keyCondition(range);
  return {
    TableName: tableName,
    ConsistentRead: true,
    Limit: ROWS_PER_QUERY,
    KeyConditionExpression: `pk = :pk${keys.condition}`,
    FilterExpression: '#day BETWEEN :from AND :to',
    ExpressionAttributeNames: { '#day': 'day' },
    ExpressionAttributeValues: { ':pk': pk, ':from': range.from, ':to': range.to, ...keys.values },
  };
}

interface KeyCondition {
  readonly condition: string;
  readonly values: Readonly<Record<string, string>>;
}

/** The day view's keys are days, so that the range bounds them too. */
function keyCondition({ view, from, to, after }: SalesRange): KeyCondition {
  if (view === 'day') {
    const low = after === undefined ? beforeKey(from) : afterKey(after);
    return { condition: ' AND sk BETWEEN :low AND :high', values: { ':low': low, ':high': afterKey(to) } };
  }
  if (after === undefined) return { condition: '', values: {} };
  return { condition: ' AND sk > :low', values: { ':low': afterKey(after) } };
}

/** JSON has no larger integers that its readers all count exactly, so the nearest number stands for a larger sum. */
function salesRow(view: SalesView, row: StoredRow): SalesRow {
  const totals = Object.entries(row).flatMap(([name, value]) =>
    name.startsWith(TOTAL) && isSum(value) ? [[name.slice(TOTAL.length), Number(value)] as const] : [],
  );
  const { orders, units } = row;
  return {
    ...cellOf(view, row.sk),
    orders: Number(orders),
    units: Number(units),
    totalMinor: Object.fromEntries(totals),
  };
}

function isSum(value: unknown): value is StoredSum {
  return typeof value === 'number' || typeof value === 'bigint';
}
