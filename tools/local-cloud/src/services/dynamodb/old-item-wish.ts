import { AwsError } from '../../core/aws-error.ts';
import type { Json } from '../../core/aws-error.ts';

/**
 * True when a failed condition is to be answered with the item.
 * docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html
 * @throws {AwsError} `ValidationException` for a wish that AWS does not know.
 */
export function wantsOldItem(input: Json): boolean {
  const wanted = input['ReturnValuesOnConditionCheckFailure'];
  if (wanted === undefined || wanted === null || wanted === 'NONE') return false;
  if (wanted === 'ALL_OLD') return true;
  throw new AwsError(
    'ValidationException',
    `1 validation error detected: Value '${JSON.stringify(wanted)}' at 'returnValuesOnConditionCheckFailure' failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, NONE]`,
  );
}
