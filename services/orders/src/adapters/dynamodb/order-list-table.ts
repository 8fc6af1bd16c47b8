import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { shardOf } from '@tidings/messaging';
import type { OrderList, OrderListPage, OrderListQuery } from '../../application/order-list.ts';
import type { OrderRow } from '../../domain/order-row.ts';
import { placeOf } from '../order-list-place.ts';

export interface OrderListTable {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

type Item = Readonly<Record<string, unknown>>;

/**
 * Partitions over which the list of everybody's orders is spread: one takes 1,000 writes a second.
 * Source: docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
 */
const ALL_SHARDS = 8;
const PROGRESS_KEY = { pk: 'progress', sk: 'order-list' } as const;

/**
 * The list on one table. Each order is written twice: for its customer (`customer#<id>`) and, spread over shards
 * (`all#<shard>`), for those who may see everybody's; both are sorted by `<placedAt>#<orderId>`.
 */
export function makeOrderListTable(table: OrderListTable): OrderList {
  return {
    page: async (query) => {
      const [rows, asOf] = await Promise.all([newestRows(table, query), readProgress(table)]);
      return pageOf(rows, query.limit, asOf);
    },
    save: async (row) => {
      await Promise.all(partitionsOf(row).map((pk) => saveRow(table, pk, row)));
    },
    noteChange: async (occurredAt) => {
      await putIf(table, {
        Item: { ...PROGRESS_KEY, asOf: occurredAt },
        ConditionExpression: 'attribute_not_exists(pk) OR asOf < :new',
        ExpressionAttributeValues: { ':new': occurredAt },
      });
    },
  };
}

function partitionsOf({ customerId, orderId }: OrderRow): readonly string[] {
  return [`customer#${customerId}`, `all#${shardOf(orderId, ALL_SHARDS)}`];
}

async function saveRow(table: OrderListTable, pk: string, row: OrderRow): Promise<void> {
  await putIf(table, {
    Item: { pk, sk: placeOf(row), ...row },
    ConditionExpression: 'attribute_not_exists(pk) OR lastPosition < :new',
    ExpressionAttributeValues: { ':new': row.lastPosition },
  });
}

interface ConditionalPut {
  readonly Item: Record<string, unknown>;
  readonly ConditionExpression: string;
  readonly ExpressionAttributeValues: Record<string, unknown>;
}

/** Writes unless something newer is there, which is as good. */
async function putIf({ client, tableName }: OrderListTable, put: ConditionalPut): Promise<void> {
  try {
    await client.send(new PutCommand({ TableName: tableName, ...put }));
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

/** One row more than the page holds, so that it is known whether there is another page. */
async function newestRows(table: OrderListTable, query: OrderListQuery): Promise<readonly OrderRow[]> {
  const pages = await Promise.all(partitionsFor(query).map((pk) => queryPartition(table, pk, query)));
  return pages
    .flat()
    .map(rowOf)
    .toSorted((one, other) => (placeOf(one) < placeOf(other) ? 1 : -1))
    .slice(0, query.limit + 1);
}

function partitionsFor({ customerId }: OrderListQuery): readonly string[] {
  if (customerId !== undefined) return [`customer#${customerId}`];
  return Array.from({ length: ALL_SHARDS }, (_, shard) => `all#${shard}`);
}

async function queryPartition(
  { client, tableName }: OrderListTable,
  pk: string,
  { after, limit }: OrderListQuery,
): Promise<readonly Item[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tableName,
      KeyConditionExpression: after === undefined ? 'pk = :pk' : 'pk = :pk AND sk < :after',
      ExpressionAttributeValues: after === undefined ? { ':pk': pk } : { ':pk': pk, ':after': after },
      ScanIndexForward: false,
      Limit: limit + 1,
    }),
  );
  return Items;
}

async function readProgress({ client, tableName }: OrderListTable): Promise<string | null> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tableName,
      KeyConditionExpression: 'pk = :pk AND sk = :sk',
      ExpressionAttributeValues: { ':pk': PROGRESS_KEY.pk, ':sk': PROGRESS_KEY.sk },
    }),
  );
  const asOf: unknown = Items[0]?.['asOf'];
  return typeof asOf === 'string' ? asOf : null;
}

function pageOf(rows: readonly OrderRow[], limit: number, asOf: string | null): OrderListPage {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return rows.length > limit && last !== undefined ? { items, next: placeOf(last), asOf } : { items, asOf };
}

/** A stored row without its keys; only `saveRow` writes rows. */
function rowOf({ pk: _pk, sk: _sk, ...row }: Item): OrderRow {
  return row as unknown as OrderRow;
}
