import { describe, expect, it } from 'vitest';
import { md5OfAttributes } from './digests.ts';

describe('md5OfAttributes', () => {
  // docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
  it('is the digest that SQS gives', () => {
    const timestamp = { DataType: 'Number', StringValue: '1493147359900' };
    expect(md5OfAttributes({ timestamp })).toBe('235c5c510d26fb653d073faed50ae77c');
  });

  it('goes by name, whatever the order they came in', () => {
    const a = { DataType: 'String', StringValue: 'x' };
    const b = { DataType: 'Binary', BinaryValue: new Uint8Array([1]) };
    expect(md5OfAttributes({ b, a })).toBe(md5OfAttributes({ a, b }));
    expect(md5OfAttributes({ a, b: a })).not.toBe(md5OfAttributes({ a, b }));
  });

  it('is absent without attributes', () => {
    expect(md5OfAttributes({})).toBeUndefined();
  });
});
