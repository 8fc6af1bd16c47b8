import { createHash } from 'node:crypto';
import type { Json } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import type { Item } from '../engine/item.ts';
import type { DynamoState } from '../state.ts';
import { consumedCapacity } from '../transactions/capacity.ts';
import type { Consumer } from '../transactions/capacity.ts';
import {
  MAX_TRANSACTION_BYTES,
  actionList,
  prepareAction,
  refuseDuplicates,
  storedItem,
  validationError,
} from '../transactions/transact-items.ts';
import type { TransactAction } from '../transactions/transact-items.ts';
import { runWriteTransaction } from '../transactions/write-transaction.ts';

/** docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
const MAX_TOKEN_LENGTH = 36;

interface ActionKind {
  readonly member: string;
  readonly operation: TransactAction['operation'];
  readonly validatedAs: string;
}

const KINDS: readonly ActionKind[] = [
  { member: 'ConditionCheck', operation: 'ConditionCheck', validatedAs: 'DeleteItem' },
  { member: 'Put', operation: 'PutItem', validatedAs: 'PutItem' },
  { member: 'Update', operation: 'UpdateItem', validatedAs: 'UpdateItem' },
  { member: 'Delete', operation: 'DeleteItem', validatedAs: 'DeleteItem' },
];

function refuseMissing(body: Json, kind: ActionKind, at: number): void {
  const required = { ConditionCheck: 'ConditionExpression', Update: 'UpdateExpression' }[kind.member];
  if (required === undefined || typeof body[required] === 'string') return;
  const path = `transactItems.${at + 1}.member.${kind.member.charAt(0).toLowerCase()}${kind.member.slice(1)}`;
  throw validationError(
    `1 validation error detected: Value null at '${path}.${required.charAt(0).toLowerCase()}${required.slice(1)}' failed to satisfy constraint: Member must not be null`,
  );
}

function readAction(state: DynamoState, item: Json, at: number): TransactAction {
  const kinds = KINDS.filter(({ member }) => item[member] !== undefined && item[member] !== null);
  const kind = kinds[0];
  if (kind === undefined || kinds.length > 1)
    throw validationError('TransactItems can only contain one of Check, Put, Update or Delete');
  const body = item[kind.member] as Json;
  refuseMissing(body, kind, at);
  return prepareAction(state, { ...kind, body });
}

function readToken(input: Json): string | undefined {
  const token = input['ClientRequestToken'];
  if (token === undefined || token === null || token === '') return undefined;
  if (typeof token === 'string' && token.length <= MAX_TOKEN_LENGTH) return token;
  throw validationError(
    `1 validation error detected: Value '${JSON.stringify(token)}' at 'clientRequestToken' failed to satisfy constraint: Member must have length less than or equal to ${MAX_TOKEN_LENGTH}`,
  );
}

function consumers(
  state: DynamoState,
  actions: readonly TransactAction[],
  before: readonly (Item | undefined)[],
): readonly Consumer[] {
  const size = (item: Item | undefined): number => (item === undefined ? 0 : state.engine.functions.itemSize(item));
  return actions.map((action, index) => ({
    tableName: action.tableName,
    bytes: Math.max(size(before[index]), size(storedItem(state, action))),
  }));
}

function refuseLarge(state: DynamoState, actions: readonly TransactAction[]): void {
  if (actions.length * state.store.options.maxItemSize <= MAX_TRANSACTION_BYTES) return;
  const total = actions.reduce(
    (sum, { data }) => sum + state.engine.functions.itemSize((data['Item'] ?? data['Key']) as Item),
    0,
  );
  if (total > MAX_TRANSACTION_BYTES) throw validationError('Transaction request size exceeds the limit of 4 MB');
}

/** Carries the transaction out and says what it cost. */
async function transact(state: DynamoState, input: Json, actions: readonly TransactAction[]): Promise<Json> {
  const measures = input['ReturnConsumedCapacity'] === 'TOTAL' || input['ReturnConsumedCapacity'] === 'INDEXES';
  const before = measures ? actions.map((action) => storedItem(state, action)) : [];
  await runWriteTransaction(state, actions);
  return measures ? consumedCapacity(input, consumers(state, actions, before), 'write') : {};
}

const digestOf = (items: readonly Json[]): string =>
  createHash('sha256').update(JSON.stringify(items)).digest('base64');

/** docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
export const makeTransactWriteItems =
  (state: DynamoState): Operation =>
  async (input) => {
    const items = actionList(input);
    const token = readToken(input);
    const actions = items.map((item, index) => readAction(state, item, index));
    refuseDuplicates(actions);
    refuseLarge(state, actions);
    if (token === undefined) return transact(state, input, actions);
    const digest = digestOf(items);
    if (state.transactions.isRepeat(token, digest))
      return consumedCapacity(input, consumers(state, actions, []), 'read');
    return state.transactions.runAs(token, digest, () => transact(state, input, actions));
  };
