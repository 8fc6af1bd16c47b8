import { AwsError } from '../../../core/aws-error.ts';
import type { Json } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { run } from '../engine/run.ts';
import { closeStream, openStream, tableOf } from '../state.ts';
import type { DynamoState, TableSettings } from '../state.ts';
import { changeIndexes } from '../tables/change-indexes.ts';
import { describeTable } from '../tables/describe-table.ts';
import {
  readEncryption,
  readStreamSpecification,
  refuseMembers,
  requiredTableName,
  validationError,
} from '../tables/table-input.ts';

const UNSUPPORTED = [
  'ReplicaUpdates',
  'OnDemandThroughput',
  'WarmThroughput',
  'MultiRegionConsistency',
  'GlobalTableWitnessUpdates',
  'GlobalTableSettingsReplicationMode',
];
const ENGINE_MEMBERS = ['BillingMode', 'ProvisionedThroughput'];
const OWN_MEMBERS = [
  'StreamSpecification',
  'DeletionProtectionEnabled',
  'TableClass',
  'SSESpecification',
  'GlobalSecondaryIndexUpdates',
  'AttributeDefinitions',
];

const has = (input: Json, members: readonly string[]): boolean =>
  members.some((member) => input[member] !== undefined && input[member] !== null);

function changeStream(state: DynamoState, tableName: string, input: Json): void {
  const wanted = readStreamSpecification(input);
  if (wanted === undefined) return;
  const { settings } = tableOf(state, tableName);
  if (wanted === false) {
    if (settings.stream === undefined)
      throw validationError('Table is already in the desired state: stream is disabled');
    closeStream(state, settings);
    return;
  }
  if (settings.stream !== undefined)
    throw new AwsError('ResourceInUseException', `Table already has an enabled stream: TableName: ${tableName}`);
  openStream(state, tableName, wanted);
}

function changeSettings(settings: TableSettings, input: Json): void {
  const protects = input['DeletionProtectionEnabled'];
  if (typeof protects === 'boolean') settings.deletionProtected = protects;
  if (typeof input['TableClass'] === 'string') settings.tableClass = input['TableClass'];
  if (input['SSESpecification'] !== undefined) settings.sse = readEncryption(input);
}

/** docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html */
export const makeUpdateTable =
  (state: DynamoState): Operation =>
  async (input) => {
    refuseMembers('UpdateTable', input, UNSUPPORTED);
    const name = requiredTableName(input);
    const { table, settings } = tableOf(state, name);
    const request = { engine: state.engine, store: state.store, operation: 'UpdateTable' };
    if (has(input, ENGINE_MEMBERS) || !has(input, OWN_MEMBERS))
      await run(request, { ...input, GlobalSecondaryIndexUpdates: undefined });
    changeStream(state, name, input);
    changeSettings(settings, input);
    changeIndexes(state, table, input);
    return { TableDescription: { ...describeTable(state, table, settings), TableStatus: 'UPDATING' } };
  };
