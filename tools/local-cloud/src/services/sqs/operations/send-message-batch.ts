import type { Json } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { batchEntries, eachEntry } from '../batch.ts';
import { batchTooLong } from '../errors.ts';
import { optionalText, text } from '../input.ts';
import { failEntryOnRequest, sendOne } from '../message/send.ts';
import { checkedAttributes, messageBytes } from '../message/validation.ts';
import { queueByUrl, type SqsState } from '../state.ts';

/** All messages of a call together. docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-batch-api-actions.html */
const MAX_BATCH_BYTES = 1_048_576;

function checkSize(entries: readonly Json[]): void {
  let total = 0;
  for (const entry of entries)
    total += messageBytes(optionalText(entry, 'MessageBody') ?? '', checkedAttributes(entry));
  if (total > MAX_BATCH_BYTES) throw batchTooLong(MAX_BATCH_BYTES, total);
}

/** docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
export const makeSendMessageBatch =
  (state: SqsState): Operation =>
  async (input, { principal }) => {
    const queue = queueByUrl(state, text(input, 'QueueUrl'));
    const entries = batchEntries(input, 'SendMessageBatchRequestEntry');
    checkSize(entries);
    return eachEntry(entries, (entry) => {
      failEntryOnRequest(state, entry['MessageBody']);
      return sendOne(state, queue, { input: entry, principal });
    });
  };
