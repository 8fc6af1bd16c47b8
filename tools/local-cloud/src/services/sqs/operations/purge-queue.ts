import type { Operation } from '../../../core/service.ts';
import { purgeInProgress } from '../errors.ts';
import { text } from '../input.ts';
import { queueByUrl, type SqsState } from '../state.ts';

/** One purge a minute. docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_PurgeQueue.html */
const PURGE_INTERVAL_MS = 60_000;

export const makePurgeQueue =
  (state: SqsState): Operation =>
  async (input) => {
    const queue = queueByUrl(state, text(input, 'QueueUrl'));
    if (state.cloud.clock.now() - queue.purgedAt < PURGE_INTERVAL_MS) throw purgeInProgress(queue.name);
    queue.purge();
    return {};
  };
