import type { Operation } from '../../../core/service.ts';
import { resourceNotFound } from '../errors.ts';
import { optionalInteger, text } from '../input.ts';
import { queueByArn, type SqsState } from '../state.ts';

/** docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListMessageMoveTasks.html */
export const makeListMessageMoveTasks =
  (state: SqsState): Operation =>
  async (input) => {
    const source = queueByArn(state, text(input, 'SourceArn'));
    if (source === undefined)
      throw resourceNotFound("The resource that you specified for the SourceArn parameter doesn't exist.");
    const limit = optionalInteger(input, 'MaxResults', { min: 1, max: 10 }) ?? 1;
    const newestFirst = state.moveTasks.filter((task) => task.source === source).toReversed();
    return { Results: newestFirst.slice(0, limit).map((task) => task.describe()) };
  };
