import type { Operation } from '../../../core/service.ts';
import { text } from '../input.ts';
import type { Queue } from '../queue/queue.ts';
import { queueByUrl, type SqsState } from '../state.ts';

export function dropQueue(state: SqsState, queue: Queue): void {
  for (const task of state.moveTasks) if (task.source === queue && task.running) task.cancel();
  state.queues.delete(queue.name);
  queue.close();
}

/** docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteQueue.html */
export const makeDeleteQueue =
  (state: SqsState): Operation =>
  async (input) => {
    const queue = queueByUrl(state, text(input, 'QueueUrl'));
    dropQueue(state, queue);
    state.deletedAt.set(queue.name, state.cloud.clock.now());
    return {};
  };
