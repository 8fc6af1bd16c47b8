import type { Json } from '../../../core/aws-error.ts';
import type { Table, TableIndex } from '../engine/store.ts';
import type { DynamoState, TableSettings } from '../state.ts';

function streamMembers({ stream, latestStream }: TableSettings): Json {
  const { arn, label } = latestStream?.options ?? {};
  return {
    ...(stream === undefined
      ? {}
      : { StreamSpecification: { StreamEnabled: true, StreamViewType: stream.options.viewType } }),
    ...(arn === undefined ? {} : { LatestStreamArn: arn, LatestStreamLabel: label }),
  };
}

function settingMembers(settings: TableSettings): Json {
  return {
    DeletionProtectionEnabled: settings.deletionProtected,
    ...(settings.tableClass === undefined ? {} : { TableClassSummary: { TableClass: settings.tableClass } }),
    ...(settings.sse === undefined ? {} : { SSEDescription: settings.sse }),
  };
}

function describeIndexes(state: DynamoState, table: Table): Json {
  const count = (kind: string, index: TableIndex): Json => ({
    ...index,
    ItemCount: state.store.getIndexDb(kind, table.TableName, index.IndexName).entries.size,
  });
  const { GlobalSecondaryIndexes: globals, LocalSecondaryIndexes: locals } = table;
  return {
    ...(globals === undefined || globals.length === 0
      ? {}
      : { GlobalSecondaryIndexes: globals.map((index) => count('Global', index)) }),
    ...(locals === undefined ? {} : { LocalSecondaryIndexes: locals.map((index) => count('Local', index)) }),
  };
}

/**
 * The API's `TableDescription`. Counts are exact, where AWS's are hours old; `TableSizeBytes` is not kept up.
 * docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html
 */
export function describeTable(state: DynamoState, table: Table, settings: TableSettings): Json {
  const { GlobalSecondaryIndexes: _globals, LocalSecondaryIndexes: _locals, ...rest } = table;
  return {
    ...rest,
    ...describeIndexes(state, table),
    ItemCount: state.store.getItemDb(table.TableName).entries.size,
    ...streamMembers(settings),
    ...settingMembers(settings),
  };
}
