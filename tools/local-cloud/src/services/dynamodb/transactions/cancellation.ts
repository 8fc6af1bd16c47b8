import { AwsError } from '../../../core/aws-error.ts';
import type { Json } from '../../../core/aws-error.ts';
import type { Item } from '../engine/item.ts';

/** One entry per action, in the request's order. docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CancellationReason.html */
export interface CancellationReason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: Item;
}

export const NO_REASON: CancellationReason = { Code: 'None' };
export const CONFLICT: CancellationReason = {
  Code: 'TransactionConflict',
  Message: 'Transaction is ongoing for the item',
};

export const isCancelled = (reasons: readonly CancellationReason[]): boolean =>
  reasons.some((reason) => reason.Code !== NO_REASON.Code);

/** The reason that stands for an action's own error. */
export function reasonOf(error: AwsError): CancellationReason {
  if (error.code === 'ConditionalCheckFailedException')
    return { Code: 'ConditionalCheckFailed', Message: error.message, ...(error.fields as { readonly Item?: Item }) };
  return { Code: 'ValidationError', Message: error.message };
}

/** docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html#API_TransactWriteItems_Errors */
export function cancelled(reasons: readonly CancellationReason[]): AwsError {
  const codes = reasons.map((reason) => reason.Code).join(', ');
  const fields: Json = { CancellationReasons: reasons };
  return new AwsError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    { fields },
  );
}
