import { describe, expect, it } from 'vitest';
import { useSqs } from './sqs-fixture.ts';

const fixture = useSqs();

describe('a FIFO queue', () => {
  // docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html
  it('keeps the order of a group and gives nothing more of it while one is with a receiver', async () => {
    const url = await fixture.createFifo({ ContentBasedDeduplication: 'true', VisibilityTimeout: '5' });
    for (const body of ['a1', 'a2', 'b1', 'a3']) await fixture.send(url, body, { MessageGroupId: body.charAt(0) });
    const [a1] = await fixture.receive(url, { MaxNumberOfMessages: 1 });
    expect(a1?.Body).toBe('a1');
    expect(await fixture.receiveBodies(url)).toEqual(['b1']);
    await fixture.remove(url, a1);
    expect(await fixture.receiveBodies(url)).toEqual(['a2', 'a3']);
    await fixture.cloud.clock.advance(5_001);
    expect(await fixture.receiveBodies(url)).toEqual(['a2', 'a3', 'b1']);
  });

  // docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagededuplicationid-property.html
  it('takes a deduplication id once in five minutes and answers the first message’s id', async () => {
    const url = await fixture.createFifo();
    const more = { MessageGroupId: 'g', MessageDeduplicationId: 'd' };
    const first = await fixture.send(url, 'one', more);
    const second = await fixture.send(url, 'two', more);
    expect(second.MessageId).toBe(first.MessageId);
    expect(second.SequenceNumber).toBe(first.SequenceNumber);
    await fixture.cloud.clock.advance(5 * 60_000);
    const third = await fixture.send(url, 'three', more);
    expect(third.MessageId).not.toBe(first.MessageId);
    expect(await fixture.receiveBodies(url)).toEqual(['one', 'three']);
  });

  it('deduplicates per group when its scope is the message group', async () => {
    const url = await fixture.createFifo({
      DeduplicationScope: 'messageGroup',
      FifoThroughputLimit: 'perMessageGroupId',
    });
    for (const group of ['a', 'b', 'a'])
      await fixture.send(url, group, { MessageGroupId: group, MessageDeduplicationId: 'd' });
    expect(await fixture.receiveBodies(url)).toEqual(['a', 'b']);
  });

  it('refuses a message without a group, without a deduplication id, or with a delay of its own', async () => {
    const url = await fixture.createFifo();
    await expect(fixture.send(url, 'a', { MessageDeduplicationId: 'd' })).rejects.toThrow('parameter MessageGroupId');
    await expect(fixture.send(url, 'a', { MessageGroupId: 'g' })).rejects.toThrow('ContentBasedDeduplication enabled');
    const delayed = { MessageGroupId: 'g', MessageDeduplicationId: 'd', DelaySeconds: 1 };
    await expect(fixture.send(url, 'a', delayed)).rejects.toThrow('not valid for this queue type');
  });

  it('refuses to delete with a receipt that has expired', async () => {
    const url = await fixture.createFifo({ ContentBasedDeduplication: 'true', VisibilityTimeout: '1' });
    await fixture.send(url, 'a', { MessageGroupId: 'g' });
    const [message] = await fixture.receive(url);
    await fixture.cloud.clock.advance(1_001);
    await expect(fixture.remove(url, message)).rejects.toThrow('The receipt handle has expired.');
  });
});
