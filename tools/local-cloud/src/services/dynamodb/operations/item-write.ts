import { AwsError } from '../../../core/aws-error.ts';
import type { Json } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import type { Item } from '../engine/item.ts';
import { perform, validate } from '../engine/run.ts';
import type { DynamoState } from '../state.ts';

const FAILED = /#ConditionalCheckFailedException$/u;

function wantsOldItem(input: Json): boolean {
  const wanted = input['ReturnValuesOnConditionCheckFailure'];
  if (wanted === undefined || wanted === null || wanted === 'NONE') return false;
  if (wanted === 'ALL_OLD') return true;
  throw new AwsError(
    'ValidationException',
    `1 validation error detected: Value '${JSON.stringify(wanted)}' at 'returnValuesOnConditionCheckFailure' failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, NONE]`,
  );
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
    if (!wantsOldItem(input)) return perform(request, data);
    return perform(request, data, (code) => {
      const item = FAILED.test(code) ? currentItem(state, data) : undefined;
      return item === undefined ? {} : { Item: item };
    });
  };
