import { NotImplementedLocallyError } from '../../../core/aws-error.ts';
import type { Json } from '../../../core/aws-error.ts';
import type { Table, TableIndex } from '../engine/store.ts';
import { validate } from '../engine/run.ts';
import type { DynamoState } from '../state.ts';
import { readList, validationError } from './table-input.ts';

interface IndexUpdate {
  readonly Create?: Json & { readonly IndexName: string; readonly KeySchema: TableIndex['KeySchema'] };
  readonly Delete?: { readonly IndexName: string };
  readonly Update?: Json;
}

type Definitions = Table['AttributeDefinitions'];

function addDefinitions(table: Table, input: Json): void {
  const known = new Map(
    table.AttributeDefinitions.map((definition) => [definition.AttributeName, definition] as const),
  );
  for (const definition of readList(input, 'AttributeDefinitions') as unknown as Definitions)
    known.set(definition.AttributeName, definition);
  Object.assign(table, { AttributeDefinitions: [...known.values()] });
}

const NO_THROUGHPUT = { NumberOfDecreasesToday: 0, ReadCapacityUnits: 0, WriteCapacityUnits: 0 };

const newIndex = (table: Table, wanted: NonNullable<IndexUpdate['Create']>): TableIndex & Json => ({
  ...wanted,
  IndexStatus: 'ACTIVE',
  IndexArn: `${table.TableArn}/index/${wanted.IndexName}`,
  IndexSizeBytes: 0,
  ItemCount: 0,
  ProvisionedThroughput: { ...NO_THROUGHPUT, ...(wanted['ProvisionedThroughput'] as Json | undefined) },
});

/** Checks the index as part of a table that has it from the start. */
function checkIndex(state: DynamoState, table: Table, wanted: Json): void {
  const { TableName, KeySchema, AttributeDefinitions } = table;
  const { ProvisionedThroughput: _throughput, ...index } = wanted;
  const asTable = {
    TableName,
    KeySchema,
    AttributeDefinitions,
    BillingMode: 'PAY_PER_REQUEST',
    GlobalSecondaryIndexes: [index],
  };
  validate({ engine: state.engine, store: state.store, operation: 'CreateTable' }, asTable);
}

/** Adds the index and fills it from the items that are there, at once. */
function createIndex(state: DynamoState, table: Table, wanted: NonNullable<IndexUpdate['Create']>): void {
  if ((table.GlobalSecondaryIndexes ?? []).some((index) => index.IndexName === wanted.IndexName))
    throw validationError(`Attempting to create an index which already exists: ${wanted.IndexName}`);
  checkIndex(state, table, wanted);
  const index = newIndex(table, wanted);
  table.GlobalSecondaryIndexes = [...(table.GlobalSecondaryIndexes ?? []), index];
  const onlyNew = { ...table, GlobalSecondaryIndexes: [index], LocalSecondaryIndexes: [] };
  for (const item of state.store.getItemDb(table.TableName).entries.values())
    state.engine.functions.updateIndexes(state.store, onlyNew, undefined, item, () => undefined);
}

function deleteIndex(state: DynamoState, table: Table, name: string): void {
  const indexes = table.GlobalSecondaryIndexes ?? [];
  if (!indexes.some((index) => index.IndexName === name))
    throw validationError(`Requested resource not found: No such index: ${name}`);
  table.GlobalSecondaryIndexes = indexes.filter((index) => index.IndexName !== name);
  state.store.deleteIndexDb('Global', table.TableName, name, () => undefined);
}

function applyUpdates(state: DynamoState, table: Table, input: Json): void {
  for (const update of readList(input, 'GlobalSecondaryIndexUpdates') as readonly IndexUpdate[]) {
    if (update.Update !== undefined)
      throw new NotImplementedLocallyError('dynamodb:UpdateTable parameter GlobalSecondaryIndexUpdates.Update');
    if (typeof update.Create === 'object') createIndex(state, table, update.Create);
    if (update.Delete !== undefined) deleteIndex(state, table, update.Delete?.IndexName);
  }
}

/**
 * Creates and deletes global secondary indexes. A refused request leaves the table's definitions as they were.
 * docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.OnlineOps.html
 */
export function changeIndexes(state: DynamoState, table: Table, input: Json): void {
  const { AttributeDefinitions } = table;
  try {
    addDefinitions(table, input);
    applyUpdates(state, table, input);
  } catch (error) {
    Object.assign(table, { AttributeDefinitions });
    throw error;
  }
}
