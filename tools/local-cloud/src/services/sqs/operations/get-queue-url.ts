import type { Operation } from '../../../core/service.ts';
import { queueDoesNotExist } from '../errors.ts';
import { optionalText, text } from '../input.ts';
import { queueUrl, type SqsState } from '../state.ts';

/** docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueUrl.html */
export const makeGetQueueUrl =
  (state: SqsState): Operation =>
  async (input) => {
    const name = text(input, 'QueueName');
    const owner = optionalText(input, 'QueueOwnerAWSAccountId') ?? state.cloud.accountId;
    if (owner !== state.cloud.accountId || !state.queues.has(name)) throw queueDoesNotExist();
    return { QueueUrl: queueUrl(state.cloud, name) };
  };
