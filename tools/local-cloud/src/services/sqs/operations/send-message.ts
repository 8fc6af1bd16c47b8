import type { Operation } from '../../../core/service.ts';
import { text } from '../input.ts';
import { sendOne } from '../message/send.ts';
import { queueByUrl, type SqsState } from '../state.ts';

/** docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
export const makeSendMessage =
  (state: SqsState): Operation =>
  async (input, { principal }) =>
    sendOne(state, queueByUrl(state, text(input, 'QueueUrl')), { input, principal });
