import { type Logger, type QueueHandler } from '@tidings/messaging';
import type { SQSBatchItemFailure, SQSRecord } from 'aws-lambda';

/**
 * A handler of a queue whose messages are not events of ours: each message by itself, and those that fail go back.
 * Source: docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function eachMessage(handle: (body: string) => Promise<void>, logger: Logger): QueueHandler {
  return async ({ Records: records }, context) => {
    const log = logger.with({ functionName: context?.functionName });
    const failures = await Promise.all(records.map((record) => deliver(record, handle, log)));
    return { batchItemFailures: failures.filter((failure) => failure !== undefined) };
  };
}

async function deliver(
  { body, messageId }: SQSRecord,
  handle: (body: string) => Promise<void>,
  logger: Logger,
): Promise<SQSBatchItemFailure | undefined> {
  try {
    await handle(body);
    return undefined;
  } catch (error) {
    logger.error('Message not handled: it goes back to the queue', { messageId, error });
    return { itemIdentifier: messageId };
  }
}
