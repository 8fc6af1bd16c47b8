import type { Json } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import type { Item } from '../engine/item.ts';
import type { DynamoState } from '../state.ts';
import { CONFLICT, NO_REASON, cancelled, isCancelled, reasonOf } from '../transactions/cancellation.ts';
import type { CancellationReason } from '../transactions/cancellation.ts';
import { consumedCapacity } from '../transactions/capacity.ts';
import {
  MAX_TRANSACTION_BYTES,
  actionList,
  prepareAction,
  refuseDuplicates,
  storedItem,
  validationError,
} from '../transactions/transact-items.ts';
import type { TransactAction } from '../transactions/transact-items.ts';

function readGet(state: DynamoState, item: Json): TransactAction {
  const body = item['Get'];
  if (typeof body !== 'object' || body === null)
    throw validationError(
      "1 validation error detected: Value null at 'transactItems.1.member.get' failed to satisfy constraint: Member must not be null",
    );
  return prepareAction(state, { operation: 'GetItem', validatedAs: 'GetItem', body: body as Json });
}

function reasonFor(state: DynamoState, { tableName, key, keyError }: TransactAction): CancellationReason {
  if (keyError !== undefined) return reasonOf(keyError);
  return state.transactions.isHeld(tableName, key) ? CONFLICT : NO_REASON;
}

function show(state: DynamoState, action: TransactAction): Json {
  const item = storedItem(state, action);
  const paths = (action.data['_projection'] as { readonly paths: unknown } | undefined)?.paths;
  if (item === undefined) return {};
  return { Item: paths === undefined ? item : state.engine.functions.mapPaths(paths, item) };
}

/** All items as they are at one moment. docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html */
export const makeTransactGetItems =
  (state: DynamoState): Operation =>
  async (input) => {
    const gets = actionList(input).map((item) => readGet(state, item));
    refuseDuplicates(gets);
    const reasons = gets.map((get) => reasonFor(state, get));
    if (isCancelled(reasons)) throw cancelled(reasons);
    const size = (item: Item | undefined): number => (item === undefined ? 0 : state.engine.functions.itemSize(item));
    const read = gets.map((get) => ({ tableName: get.tableName, bytes: size(storedItem(state, get)) }));
    if (read.reduce((sum, { bytes }) => sum + bytes, 0) > MAX_TRANSACTION_BYTES)
      throw validationError('Transaction request size exceeds the limit of 4 MB');
    return { Responses: gets.map((get) => show(state, get)), ...consumedCapacity(input, read, 'read') };
  };
