import { NotImplementedLocallyError } from '../../../core/aws-error.ts';
import type { Json } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import type { Item } from '../engine/item.ts';
import { perform, validate } from '../engine/run.ts';
import { wantsOldItem } from '../old-item-wish.ts';
import type { DynamoState } from '../state.ts';

const FAILED = /#ConditionalCheckFailedException$/u;

/** Only tables with local secondary indexes have item collections to measure. */
function refuseMetrics({ store }: DynamoState, operation: string, data: Json): void {
  const table = store.tableDb.entries.get(String(data['TableName'] as string));
  if (data['ReturnItemCollectionMetrics'] === 'SIZE' && table?.LocalSecondaryIndexes !== undefined)
    throw new NotImplementedLocallyError(`dynamodb:${operation} parameter ReturnItemCollectionMetrics`);
}

/** The item as it is stored, by the key in a validated request. */
function currentItem({ engine, store }: DynamoState, data: Json): Item | undefined {
  const tableName = data['TableName'] as string;
  const table = store.tableDb.entries.get(tableName);
  if (table === undefined) return undefined;
  return store
    .getItemDb(tableName)
    .entries.get(engine.functions.createKey((data['Item'] ?? data['Key']) as Item, table));
}

/**
 * A write of one item. A failed condition answers with the item when the caller asked for it.
 * docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ConditionExpressions.html
 */
export const makeItemWrite =
  (state: DynamoState, operation: 'PutItem' | 'UpdateItem' | 'DeleteItem'): Operation =>
  async (input) => {
    const request = { engine: state.engine, store: state.store, operation };
    const data = validate(request, input);
    refuseMetrics(state, operation, data);
    if (!wantsOldItem(input)) return perform(request, data);
    return perform(request, data, (code) => {
      const item = FAILED.test(code) ? currentItem(state, data) : undefined;
      return item === undefined ? {} : { Item: item };
    });
  };
