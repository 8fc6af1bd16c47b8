import { randomUUID } from 'node:crypto';
import type { Json } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { run } from '../engine/run.ts';
import type { Table } from '../engine/store.ts';
import { newSettings, openStream, tableOf } from '../state.ts';
import type { DynamoState, TableSettings } from '../state.ts';
import { describeTable } from '../tables/describe-table.ts';
import { readEncryption, readStreamSpecification, readTags, refuseMembers } from '../tables/table-input.ts';

const UNSUPPORTED = [
  'ResourcePolicy',
  'OnDemandThroughput',
  'WarmThroughput',
  'GlobalTableSourceArn',
  'GlobalTableSettingsReplicationMode',
  'GlobalTableWitnesses',
];

function readSettings(input: Json): TableSettings {
  const settings = newSettings();
  settings.deletionProtected = input['DeletionProtectionEnabled'] === true;
  settings.sse = readEncryption(input);
  if (typeof input['TableClass'] === 'string') settings.tableClass = input['TableClass'];
  for (const [key, value] of readTags(input)) settings.tags.set(key, value);
  return settings;
}

/** Here a table can be used at once; AWS takes seconds. */
function activate(state: DynamoState, table: Table): void {
  Object.assign(table, { TableId: randomUUID(), TableStatus: 'ACTIVE' });
  table.CreationDateTime = state.cloud.clock.now() / 1000;
  for (const index of table.GlobalSecondaryIndexes ?? []) index.IndexStatus = 'ACTIVE';
}

/** docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html */
export const makeCreateTable =
  (state: DynamoState): Operation =>
  async (input) => {
    refuseMembers('CreateTable', input, UNSUPPORTED);
    const viewType = readStreamSpecification(input);
    const settings = readSettings(input);
    const created = await run({ engine: state.engine, store: state.store, operation: 'CreateTable' }, input);
    const { TableName: name } = created['TableDescription'] as Table;
    state.settings.set(name, settings);
    if (viewType !== undefined && viewType !== false) openStream(state, name, viewType);
    const { table } = tableOf(state, name);
    activate(state, table);
    return { TableDescription: { ...describeTable(state, table, settings), TableStatus: 'CREATING' } };
  };
