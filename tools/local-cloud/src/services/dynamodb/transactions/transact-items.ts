import { AwsError } from '../../../core/aws-error.ts';
import type { Json } from '../../../core/aws-error.ts';
import type { Item } from '../engine/item.ts';
import { tableNameOf, toAwsError, validate } from '../engine/run.ts';
import type { EngineStore, Table } from '../engine/store.ts';
import { wantsOldItem } from '../old-item-wish.ts';
import type { DynamoState } from '../state.ts';
import type { ItemAddress } from './transaction-log.ts';

/** docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
export const MAX_ACTIONS = 100;
/** docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html */
export const MAX_TRANSACTION_BYTES: number = 4 * 1024 * 1024;

/** One action of a transaction, validated, with the item that it is about. */
export interface TransactAction extends ItemAddress {
  /** The engine's operation that carries it out; a check and a read write nothing. */
  readonly operation: 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'ConditionCheck' | 'GetItem';
  readonly table: Table;
  readonly data: Json;
  /** The caller wants to see the item that failed the condition. */
  readonly returnsItem: boolean;
  /** Set when the key does not fit the table: the action fails on its own. */
  readonly keyError: AwsError | undefined;
}

export const validationError = (message: string): AwsError => new AwsError('ValidationException', message);

/** @throws {AwsError} `ValidationException`: none, or more than 100. */
export function actionList(input: Json): readonly Json[] {
  const list = input['TransactItems'];
  if (!Array.isArray(list) || list.length < 1)
    throw validationError(
      `1 validation error detected: Value ${Array.isArray(list) ? "'[]'" : 'null'} at 'transactItems' failed to satisfy constraint: Member must ${Array.isArray(list) ? 'have length greater than or equal to 1' : 'not be null'}`,
    );
  if (list.length > MAX_ACTIONS)
    throw validationError(
      `1 validation error detected: Value at 'transactItems' failed to satisfy constraint: Member must have length less than or equal to ${MAX_ACTIONS}`,
    );
  return list.map((item: unknown) => (typeof item === 'object' && item !== null ? (item as Json) : {}));
}

function readTable(store: EngineStore, name: string): Table {
  const table = store.tableDb.entries.get(name);
  if (table === undefined) throw new AwsError('ResourceNotFoundException', 'Requested resource not found');
  return table;
}

interface ActionRequest {
  readonly operation: TransactAction['operation'];
  /** The engine's operation whose validation is the action's. */
  readonly validatedAs: string;
  readonly body: Json;
}

function keyErrorOf(state: DynamoState, table: Table, data: Json): AwsError | undefined {
  const { functions } = state.engine;
  const item = data['Item'] as Item | undefined;
  const invalid =
    item === undefined ? functions.validateKey(data['Key'] as Item, table) : functions.validateItem(item, table);
  return invalid === null || invalid === undefined ? undefined : (toAwsError(invalid) as AwsError);
}

/** @throws {AwsError} what is wrong with the request whatever is stored: `ValidationException`, `ResourceNotFoundException`. */
export function prepareAction(state: DynamoState, { operation, validatedAs, body }: ActionRequest): TransactAction {
  const data = validate({ engine: state.engine, store: state.store, operation: validatedAs }, body);
  const tableName = tableNameOf(data['TableName']) as string;
  const table = readTable(state.store, tableName);
  const keyError = keyErrorOf(state, table, data);
  const key =
    keyError === undefined ? state.engine.functions.createKey((data['Item'] ?? data['Key']) as Item, table) : '';
  const returnsItem = wantsOldItem(body);
  return { operation, table, tableName, key, data, returnsItem, keyError };
}

/** @throws {AwsError} `ValidationException`: two actions on one item. */
export function refuseDuplicates(actions: readonly TransactAction[]): void {
  const seen = new Set<string>();
  for (const { tableName, key, keyError } of actions) {
    const address = `${tableName}~${key}`;
    if (keyError === undefined && seen.has(address))
      throw validationError('Transaction request cannot include multiple operations on one item');
    seen.add(address);
  }
}

export const storedItem = (state: DynamoState, { tableName, key }: ItemAddress): Item | undefined =>
  state.store.getItemDb(tableName).entries.get(key);
