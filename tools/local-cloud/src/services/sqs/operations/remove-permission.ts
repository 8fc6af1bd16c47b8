import type { Operation } from '../../../core/service.ts';
import { invalidParameterValue } from '../errors.ts';
import { text } from '../input.ts';
import { queueByUrl, type SqsState } from '../state.ts';
import { policyOf } from './add-permission.ts';
import { setAttributes } from './set-queue-attributes.ts';

/** docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_RemovePermission.html */
export const makeRemovePermission =
  (state: SqsState): Operation =>
  async (input) => {
    const queue = queueByUrl(state, text(input, 'QueueUrl'));
    const label = text(input, 'Label');
    const { document, statements } = policyOf(queue);
    const rest = statements.filter(({ Sid }) => Sid !== label);
    if (rest.length === statements.length)
      throw invalidParameterValue('Label', label, 'Could not find a statement with this label.');
    setAttributes(state, queue, { Policy: rest.length === 0 ? '' : JSON.stringify({ ...document, Statement: rest }) });
    return {};
  };
