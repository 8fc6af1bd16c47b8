import type { Json } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import type { Item } from '../engine/item.ts';
import { perform, tableNameOf, validate } from '../engine/run.ts';
import type { DynamoState } from '../state.ts';

interface WriteRequest {
  readonly PutRequest?: { readonly Item: Item };
  readonly DeleteRequest?: { readonly Key: Item };
}

type RequestItems = Readonly<Record<string, readonly WriteRequest[]>>;

/** True when a transaction under way holds the item that the request writes. */
function isHeld(state: DynamoState, tableName: string, request: WriteRequest): boolean {
  const table = state.store.tableDb.entries.get(tableName);
  const item = request.PutRequest?.Item ?? request.DeleteRequest?.Key;
  if (table === undefined || item === undefined) return false;
  if (table.KeySchema.some(({ AttributeName }) => item[AttributeName] === undefined)) return false;
  return state.transactions.isHeld(tableName, state.engine.functions.createKey(item, table));
}

function partition(
  state: DynamoState,
  all: RequestItems,
): { readonly free: RequestItems; readonly held: RequestItems } {
  const free: Record<string, readonly WriteRequest[]> = {};
  const held: Record<string, readonly WriteRequest[]> = {};
  for (const [tableName, requests] of Object.entries(all)) {
    const waiting = requests.filter((request) => isHeld(state, tableName, request));
    if (waiting.length > 0) held[tableName] = waiting;
    free[tableName] = requests.filter((request) => !waiting.includes(request));
  }
  return { free, held };
}

/**
 * Items that a transaction under way holds come back as unprocessed: the writes of a batch fail one by one.
 * docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
 */
export const makeBatchWriteItem =
  (state: DynamoState): Operation =>
  async (input) => {
    const request = { engine: state.engine, store: state.store, operation: 'BatchWriteItem' };
    const data = validate(request, input);
    const items = data['RequestItems'] as RequestItems;
    const byName = Object.fromEntries(
      Object.entries(items).map(([name, requests]) => [String(tableNameOf(name)), requests] as const),
    );
    const { free, held } = partition(state, byName);
    const output = await perform(request, { ...data, RequestItems: free });
    const answer: Json = { ...output, UnprocessedItems: held };
    return answer;
  };
