import type { Operation } from '../../../core/service.ts';
import { resourceNotFound, unsupportedOperation } from '../errors.ts';
import { text } from '../input.ts';
import type { SqsState } from '../state.ts';

/** Moved messages stay moved. docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CancelMessageMoveTask.html */
export const makeCancelMessageMoveTask =
  (state: SqsState): Operation =>
  async (input) => {
    const handle = text(input, 'TaskHandle');
    const task = state.moveTasks.find((candidate) => candidate.handle === handle);
    if (task === undefined) throw resourceNotFound('Task does not exist.');
    if (!task.running) throw unsupportedOperation(`Only active tasks can be cancelled. This task is ${task.status}.`);
    task.cancel();
    return { ApproximateNumberOfMessagesMoved: task.moved };
  };
