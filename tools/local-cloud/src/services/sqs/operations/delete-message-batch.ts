import type { Operation } from '../../../core/service.ts';
import { batchEntries, eachEntry } from '../batch.ts';
import { text } from '../input.ts';
import { queueByUrl, type SqsState } from '../state.ts';

/** docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessageBatch.html */
export const makeDeleteMessageBatch =
  (state: SqsState): Operation =>
  async (input) => {
    const queue = queueByUrl(state, text(input, 'QueueUrl'));
    return eachEntry(batchEntries(input, 'DeleteMessageBatchRequestEntry'), (entry) => {
      queue.remove(text(entry, 'ReceiptHandle'));
      return {};
    });
  };
