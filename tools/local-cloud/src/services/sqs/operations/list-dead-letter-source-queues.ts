import type { Operation } from '../../../core/service.ts';
import { optionalInteger, optionalText, text } from '../input.ts';
import { pageOf } from '../page.ts';
import { queueByUrl, queueUrl, type SqsState } from '../state.ts';
import type { Queue } from '../queue/queue.ts';

const MAX_RESULTS = 1000;

/** The queues whose redrive policy names this dead-letter queue. */
export const sourcesOf = (state: SqsState, deadLetters: Queue): readonly Queue[] =>
  [...state.queues.values()].filter((queue) => queue.settings.redrive?.deadLetterTargetArn === deadLetters.arn);

/** docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListDeadLetterSourceQueues.html */
export const makeListDeadLetterSourceQueues =
  (state: SqsState): Operation =>
  async (input) => {
    const deadLetters = queueByUrl(state, text(input, 'QueueUrl'));
    const limit = optionalInteger(input, 'MaxResults', { min: 1, max: MAX_RESULTS });
    const names = sourcesOf(state, deadLetters)
      .map((queue) => queue.name)
      .toSorted();
    const page = pageOf(names, { limit: limit ?? MAX_RESULTS, token: optionalText(input, 'NextToken') });
    return {
      queueUrls: page.items.map((name) => queueUrl(state.cloud, name)),
      ...(limit === undefined || page.next === undefined ? {} : { NextToken: page.next }),
    };
  };
