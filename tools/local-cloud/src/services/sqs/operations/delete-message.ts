import type { Operation } from '../../../core/service.ts';
import { text } from '../input.ts';
import { queueByUrl, type SqsState } from '../state.ts';

/** docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html */
export const makeDeleteMessage =
  (state: SqsState): Operation =>
  async (input) => {
    queueByUrl(state, text(input, 'QueueUrl')).remove(text(input, 'ReceiptHandle'));
    return {};
  };
