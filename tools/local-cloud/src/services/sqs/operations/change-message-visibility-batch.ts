import type { Operation } from '../../../core/service.ts';
import { batchEntries, eachEntry } from '../batch.ts';
import { integer, text } from '../input.ts';
import { queueByUrl, type SqsState } from '../state.ts';
import { VISIBILITY_SECONDS } from './change-message-visibility.ts';

/** docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibilityBatch.html */
export const makeChangeMessageVisibilityBatch =
  (state: SqsState): Operation =>
  async (input) => {
    const queue = queueByUrl(state, text(input, 'QueueUrl'));
    return eachEntry(batchEntries(input, 'ChangeMessageVisibilityBatchRequestEntry'), (entry) => {
      const handle = text(entry, 'ReceiptHandle');
      queue.changeVisibility(handle, integer(entry, 'VisibilityTimeout', VISIBILITY_SECONDS));
      return {};
    });
  };
