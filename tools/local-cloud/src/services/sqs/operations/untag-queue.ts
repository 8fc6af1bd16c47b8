import type { Operation } from '../../../core/service.ts';
import { text, texts } from '../input.ts';
import { queueByUrl, type SqsState } from '../state.ts';

/** docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_UntagQueue.html */
export const makeUntagQueue =
  (state: SqsState): Operation =>
  async (input) => {
    const queue = queueByUrl(state, text(input, 'QueueUrl'));
    for (const key of texts(input, 'TagKeys')) queue.tags.delete(key);
    return {};
  };
