import type { Operation } from '../../../core/service.ts';
import { text } from '../input.ts';
import { queueByUrl, type SqsState } from '../state.ts';

/** docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueueTags.html */
export const makeListQueueTags =
  (state: SqsState): Operation =>
  async (input) => {
    const { tags } = queueByUrl(state, text(input, 'QueueUrl'));
    return tags.size === 0 ? {} : { Tags: Object.fromEntries(tags) };
  };
