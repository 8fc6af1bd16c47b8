import type { Operation } from '../../../core/service.ts';
import { text, textMap } from '../input.ts';
import { queueByUrl, type SqsState } from '../state.ts';

/** docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_TagQueue.html */
export const makeTagQueue =
  (state: SqsState): Operation =>
  async (input) => {
    const queue = queueByUrl(state, text(input, 'QueueUrl'));
    for (const [key, value] of Object.entries(textMap(input, 'Tags'))) queue.tags.set(key, value);
    return {};
  };
