import type { Json } from '../../core/aws-error.ts';
import type { Operation, ServiceFactory } from '../../core/service.ts';
import { makeBatchGetItem } from './operations/batch-get-item.ts';
import { makeBatchWriteItem } from './operations/batch-write-item.ts';
import { makeDescribeContinuousBackups, makeUpdateContinuousBackups } from './operations/continuous-backups.ts';
import { makeCreateTable } from './operations/create-table.ts';
import { makeDeleteItem } from './operations/delete-item.ts';
import { makeDeleteTable } from './operations/delete-table.ts';
import { makeDescribeStream } from './operations/describe-stream.ts';
import { makeDescribeTable } from './operations/describe-table.ts';
import { makeDescribeTimeToLive } from './operations/describe-time-to-live.ts';
import { makeGetItem } from './operations/get-item.ts';
import { makeGetRecords } from './operations/get-records.ts';
import { makeGetShardIterator } from './operations/get-shard-iterator.ts';
import { makeDescribeEndpoints, makeDescribeLimits } from './operations/limits.ts';
import { makeListStreams } from './operations/list-streams.ts';
import { makeListTables } from './operations/list-tables.ts';
import { makePutItem } from './operations/put-item.ts';
import { makeQuery } from './operations/query.ts';
import { makeScan } from './operations/scan.ts';
import { makeListTagsOfResource, makeTagResource, makeUntagResource } from './operations/tags.ts';
import { makeTransactGetItems } from './operations/transact-get-items.ts';
import { makeTransactWriteItems } from './operations/transact-write-items.ts';
import { makeUpdateItem } from './operations/update-item.ts';
import { makeUpdateTable } from './operations/update-table.ts';
import { makeUpdateTimeToLive } from './operations/update-time-to-live.ts';
import { permissionsOf } from './permissions.ts';
import { makeTableProvider } from './providers/table.ts';
import { makeDynamoState } from './state.ts';
import type { DynamoState } from './state.ts';

const ITEM_OPERATIONS = {
  PutItem: makePutItem,
  GetItem: makeGetItem,
  UpdateItem: makeUpdateItem,
  DeleteItem: makeDeleteItem,
  Query: makeQuery,
  Scan: makeScan,
  BatchGetItem: makeBatchGetItem,
  BatchWriteItem: makeBatchWriteItem,
  TransactWriteItems: makeTransactWriteItems,
  TransactGetItems: makeTransactGetItems,
};

const TABLE_OPERATIONS = {
  CreateTable: makeCreateTable,
  DescribeTable: makeDescribeTable,
  UpdateTable: makeUpdateTable,
  DeleteTable: makeDeleteTable,
  ListTables: makeListTables,
  UpdateTimeToLive: makeUpdateTimeToLive,
  DescribeTimeToLive: makeDescribeTimeToLive,
  UpdateContinuousBackups: makeUpdateContinuousBackups,
  DescribeContinuousBackups: makeDescribeContinuousBackups,
  TagResource: makeTagResource,
  UntagResource: makeUntagResource,
  ListTagsOfResource: makeListTagsOfResource,
  DescribeLimits: makeDescribeLimits,
  DescribeEndpoints: makeDescribeEndpoints,
};

const STREAM_OPERATIONS = {
  ListStreams: makeListStreams,
  DescribeStream: makeDescribeStream,
  GetShardIterator: makeGetShardIterator,
  GetRecords: makeGetRecords,
};

type Makers = Readonly<Record<string, (state: DynamoState) => Operation>>;

/** Operations whose engine is loaded by the first call of any of them. */
function onFirstCall(makers: Makers, stateOf: () => DynamoState): Readonly<Record<string, Operation>> {
  const lazily = (make: Makers[string]): Operation => {
    let operation: Operation | undefined;
    return (input: Json, context) => {
      operation ??= make(stateOf());
      return operation(input, context);
    };
  };
  return Object.fromEntries(Object.entries(makers).map(([name, make]) => [name, lazily(make)] as const));
}

/** Name of the partition key of a table, or of its index. */
function partitionKey({ store }: DynamoState, tableName: string, indexName: string | undefined): string | undefined {
  const table = store.tableDb.entries.get(tableName);
  if (table === undefined) return undefined;
  const { GlobalSecondaryIndexes: globals = [], LocalSecondaryIndexes: locals = [] } = table;
  const keyed =
    indexName === undefined ? table : [...globals, ...locals].find((index) => index.IndexName === indexName);
  return keyed?.KeySchema[0]?.AttributeName;
}

/** DynamoDB and DynamoDB Streams: one service, two protocols, as their ARNs and permissions are one. */
export const makeDynamoDbService: ServiceFactory = (cloud) => {
  let state: DynamoState | undefined;
  const stateOf = (): DynamoState => (state ??= makeDynamoState(cloud));
  return {
    name: 'dynamodb',
    protocols: [
      { kind: 'json', version: '1.0', targetPrefix: 'DynamoDB_20120810' },
      { kind: 'json', version: '1.0', targetPrefix: 'DynamoDBStreams_20120810' },
    ],
    operations: onFirstCall({ ...ITEM_OPERATIONS, ...TABLE_OPERATIONS, ...STREAM_OPERATIONS }, stateOf),
    permissions: (operation, input) =>
      permissionsOf(
        {
          cloud,
          partitionKeyOf: (name, index) => (state === undefined ? undefined : partitionKey(state, name, index)),
        },
        operation,
        input,
      ),
    providers: [makeTableProvider(cloud)],
  };
};
