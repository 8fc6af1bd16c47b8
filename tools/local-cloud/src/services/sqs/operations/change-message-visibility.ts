import type { Operation } from '../../../core/service.ts';
import { integer, text } from '../input.ts';
import { queueByUrl, type SqsState } from '../state.ts';

/** Seconds. docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html */
export const VISIBILITY_SECONDS = { min: 0, max: 43_200 } as const;

export const makeChangeMessageVisibility =
  (state: SqsState): Operation =>
  async (input) => {
    const queue = queueByUrl(state, text(input, 'QueueUrl'));
    const handle = text(input, 'ReceiptHandle');
    queue.changeVisibility(handle, integer(input, 'VisibilityTimeout', VISIBILITY_SECONDS));
    return {};
  };
