import { describe, expect, it } from 'vitest';
import { readBatchResponse } from './batch-response.ts';

const BATCH = new Set(['id1', 'id2']);

/** docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting */
describe('A partial batch response', () => {
  it.each([
    ['an empty list', '{"batchItemFailures":[]}'],
    ['a null list', '{"batchItemFailures":null}'],
    ['an empty response', '{}'],
    ['a null response', 'null'],
  ])('that is %s means that all succeeded', (_, payload) => {
    expect(readBatchResponse(payload, BATCH)).toBe('succeeded');
  });

  it.each([
    ['is no JSON', 'oops'],
    ['has an empty identifier', '{"batchItemFailures":[{"itemIdentifier":""}]}'],
    ['has a null identifier', '{"batchItemFailures":[{"itemIdentifier":null}]}'],
    ['has a wrong key', '{"batchItemFailures":[{"messageId":"id1"}]}'],
    [
      'names a message that is not in the batch',
      '{"batchItemFailures":[{"itemIdentifier":"id1"},{"itemIdentifier":"id9"}]}',
    ],
    ['is a list', '[]x'],
    ['has something else than a list', '{"batchItemFailures":"id1"}'],
    ['is a word', '"done"'],
  ])('that %s means that all failed', (_, payload) => {
    expect(readBatchResponse(payload, BATCH)).toBe('failed');
  });

  it('names what failed', () => {
    expect(readBatchResponse('{"batchItemFailures":[{"itemIdentifier":"id2"}]}', BATCH)).toStrictEqual(
      new Set(['id2']),
    );
  });
});
