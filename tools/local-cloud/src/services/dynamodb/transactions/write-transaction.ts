import { AwsError } from '../../../core/aws-error.ts';
import type { Json } from '../../../core/aws-error.ts';
import { perform, toAwsError } from '../engine/run.ts';
import type { EngineStore } from '../engine/store.ts';
import type { DynamoState } from '../state.ts';
import { CONFLICT, NO_REASON, cancelled, isCancelled, reasonOf } from './cancellation.ts';
import type { CancellationReason } from './cancellation.ts';
import { stageStore } from './staged-store.ts';
import { storedItem } from './transact-items.ts';
import type { TransactAction } from './transact-items.ts';

const oldItemOf = (state: DynamoState, action: TransactAction): Json => {
  const item = action.returnsItem ? storedItem(state, action) : undefined;
  return item === undefined ? {} : { Item: item };
};

/** Carries out one action on the staged store: the engine's own action, or only its condition. */
async function attempt(state: DynamoState, action: TransactAction, store: EngineStore): Promise<CancellationReason> {
  const { engine } = state;
  try {
    if (action.keyError !== undefined) throw action.keyError;
    if (action.operation !== 'ConditionCheck') {
      await perform({ engine, store, operation: action.operation }, action.data, () => oldItemOf(state, action));
      return NO_REASON;
    }
    const failed = engine.functions.checkConditional(action.data, storedItem(state, action));
    if (failed === null || failed === undefined) return NO_REASON;
    throw toAwsError(failed, oldItemOf(state, action));
  } catch (error) {
    if (error instanceof AwsError) return reasonOf(error);
    throw error;
  }
}

/** Lets requests that arrived at the same time run into this transaction, as they do on AWS. */
const turnOfLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * All actions or none, in two steps: hold the items, then look and write. What else wants one of the items in between is refused.
 * docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling
 * @throws {AwsError} `TransactionCanceledException`.
 */
export async function runWriteTransaction(state: DynamoState, actions: readonly TransactAction[]): Promise<void> {
  const conflicts = actions.map(({ tableName, key }) =>
    state.transactions.isHeld(tableName, key) ? CONFLICT : NO_REASON,
  );
  if (isCancelled(conflicts)) throw cancelled(conflicts);
  const release = state.transactions.hold(actions);
  try {
    await turnOfLoop();
    const staged = stageStore(state.store);
    const reasons = await Promise.all(actions.map((action) => attempt(state, action, staged.store)));
    if (isCancelled(reasons)) throw cancelled(reasons);
    staged.commit();
  } finally {
    release();
  }
}
