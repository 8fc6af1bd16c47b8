import type { Operation } from '../../../core/service.ts';
import { optionalInteger, optionalText } from '../input.ts';
import { queueUrl, type SqsState } from '../state.ts';
import { pageOf } from '../page.ts';

/** Answers at most this many without `MaxResults`. docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueues.html */
const MAX_RESULTS = 1000;

export const makeListQueues =
  (state: SqsState): Operation =>
  async (input) => {
    const prefix = optionalText(input, 'QueueNamePrefix') ?? '';
    const limit = optionalInteger(input, 'MaxResults', { min: 1, max: MAX_RESULTS });
    const names = [...state.queues.keys()].filter((name) => name.startsWith(prefix)).toSorted();
    const page = pageOf(names, { limit: limit ?? MAX_RESULTS, token: optionalText(input, 'NextToken') });
    return {
      ...(page.items.length === 0 ? {} : { QueueUrls: page.items.map((name) => queueUrl(state.cloud, name)) }),
      ...(limit === undefined || page.next === undefined ? {} : { NextToken: page.next }),
    };
  };
