import type { Operation } from '../../../core/service.ts';
import { invalidParameterValue, resourceNotFound, unsupportedOperation } from '../errors.ts';
import { optionalInteger, optionalText, text } from '../input.ts';
import { MAX_MOVES_PER_SECOND, MoveTask } from '../queue/move-task.ts';
import type { Queue } from '../queue/queue.ts';
import { queueByArn, type SqsState } from '../state.ts';
import { sourcesOf } from './list-dead-letter-source-queues.ts';

/** Finished tasks kept for ListMessageMoveTasks, per queue. API_ListMessageMoveTasks.html */
const KEPT_TASKS = 10;

function checkSource(state: SqsState, source: Queue): void {
  if (sourcesOf(state, source).length === 0)
    throw invalidParameterValue('SourceArn', source.arn, 'Source queue must be configured as a Dead Letter Queue.');
  if (state.moveTasks.some((task) => task.source === source && task.running))
    throw unsupportedOperation(
      'There is already a task running. Only one active task is allowed for a source queue arn at a given time.',
    );
}

function keepFew(state: SqsState, source: Queue): void {
  const finished = state.moveTasks.filter((task) => task.source === source && !task.running);
  for (const task of finished.slice(0, Math.max(0, finished.length - KEPT_TASKS)))
    state.moveTasks.splice(state.moveTasks.indexOf(task), 1);
}

/** docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html */
export const makeStartMessageMoveTask =
  (state: SqsState): Operation =>
  async (input) => {
    const source = queueByArn(state, text(input, 'SourceArn'));
    if (source === undefined)
      throw resourceNotFound("The resource that you specified for the SourceArn parameter doesn't exist.");
    const destinationArn = optionalText(input, 'DestinationArn');
    if (destinationArn !== undefined && queueByArn(state, destinationArn) === undefined)
      throw resourceNotFound("The resource that you specified for the DestinationArn parameter doesn't exist.");
    const range = { min: 1, max: MAX_MOVES_PER_SECOND };
    const maxPerSecond = optionalInteger(input, 'MaxNumberOfMessagesPerSecond', range);
    checkSource(state, source);
    const task = new MoveTask({
      source,
      destinationArn,
      maxPerSecond,
      clock: state.cloud.clock,
      destinationOf: (message) => queueByArn(state, destinationArn ?? message.deadLetterSourceArn ?? ''),
    });
    state.moveTasks.push(task);
    keepFew(state, source);
    task.start();
    return { TaskHandle: task.handle };
  };
