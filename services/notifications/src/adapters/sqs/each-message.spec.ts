import type { Logger, QueueHandler } from '@tidings/messaging';
import { describe, expect, it } from 'vitest';
import { eachMessage } from './each-message.ts';

const lines: unknown[] = [];
const logger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: (message, fields) => void lines.push({ message, ...fields }),
  with: () => logger,
};

function batch(...bodies: readonly string[]): Parameters<QueueHandler>[0] {
  const record = {
    receiptHandle: '',
    messageAttributes: {},
    md5OfBody: '',
    eventSource: '',
    eventSourceARN: '',
    awsRegion: '',
  };
  const attributes = {
    ApproximateReceiveCount: '1',
    SentTimestamp: '',
    SenderId: '',
    ApproximateFirstReceiveTimestamp: '',
  };
  return { Records: bodies.map((body) => ({ ...record, attributes, messageId: `id-${body}`, body })) };
}

describe('a batch of messages', () => {
  it('sends back those that failed, and says why', async () => {
    const failure = new RangeError('no');
    const handler = eachMessage((body) => (body === 'bad' ? Promise.reject(failure) : Promise.resolve()), logger);
    expect(await handler(batch('good', 'bad', 'fine'))).toEqual({ batchItemFailures: [{ itemIdentifier: 'id-bad' }] });
    expect(lines).toEqual([expect.objectContaining({ messageId: 'id-bad', error: failure })]);
  });
});
