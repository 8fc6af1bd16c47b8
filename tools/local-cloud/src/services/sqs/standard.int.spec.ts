import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  SendMessageBatchCommand,
} from '@aws-sdk/client-sqs';
import type { Json } from '../../core/aws-error.ts';
import { OPERATOR } from '../../core/principal.ts';
import { describe, expect, it } from 'vitest';
import { useSqs } from './sqs-fixture.ts';

const fixture = useSqs();

describe('a standard queue', () => {
  it('keeps message attributes called like members of every object', async () => {
    const url = await fixture.create();
    const input = { QueueUrl: url, MessageBody: 'a' };
    const odd = JSON.parse('{"__proto__":{"DataType":"String","StringValue":"x"}}') as Json;
    const call = { principal: OPERATOR, service: 'sqs' };
    await fixture.cloud.call({ ...call, operation: 'SendMessage', input: { ...input, MessageAttributes: odd } });
    const asked = { QueueUrl: url, MessageAttributeNames: ['All'] };
    const { Messages } = await fixture.cloud.call({ ...call, operation: 'ReceiveMessage', input: asked });
    expect(JSON.stringify(Messages)).toContain('"MessageAttributes":{"__proto__":{"DataType":"String"');
  });

  // docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html
  it('gives a message with its attributes and digests that the SDK accepts, and forgets it when deleted', async () => {
    const url = await fixture.create();
    const attributes = {
      text: { DataType: 'String', StringValue: 'ünï' },
      amount: { DataType: 'Number.int', StringValue: '12' },
      bytes: { DataType: 'Binary', BinaryValue: new Uint8Array([1, 2, 250]) },
    };
    await fixture.send(url, 'hello', { MessageAttributes: attributes });
    const [message] = await fixture.receive(url, { MessageAttributeNames: ['All'] });
    expect(message?.Body).toBe('hello');
    expect(message?.MessageAttributes).toEqual(attributes);
    expect(message?.Attributes).toMatchObject({ ApproximateReceiveCount: '1', SenderId: fixture.cloud.accountId });
    await fixture.sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: message?.ReceiptHandle }));
    expect(await fixture.counts(url)).toEqual([0, 0, 0]);
  });

  it('hides a received message until its visibility timeout ends', async () => {
    const url = await fixture.create({ VisibilityTimeout: '10' });
    await fixture.send(url, 'a');
    expect(await fixture.receiveBodies(url)).toEqual(['a']);
    await fixture.cloud.clock.advance(9_000);
    expect(await fixture.receive(url)).toEqual([]);
    await fixture.cloud.clock.advance(1_001);
    const [again] = await fixture.receive(url);
    expect(again?.Attributes?.ApproximateReceiveCount).toBe('2');
  });

  // docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html
  it('gives a message back at once when its visibility timeout is set to 0, and refuses what is not in flight', async () => {
    const url = await fixture.create();
    await fixture.send(url, 'a');
    const [first] = await fixture.receive(url);
    const change = { QueueUrl: url, ReceiptHandle: first?.ReceiptHandle, VisibilityTimeout: 0 };
    await fixture.sqs.send(new ChangeMessageVisibilityCommand(change));
    expect(await fixture.receiveBodies(url)).toEqual(['a']);
    await expect(fixture.sqs.send(new ChangeMessageVisibilityCommand(change))).rejects.toThrow(
      'Message does not exist or is not available for visibility timeout change.',
    );
  });

  it('ignores a delete with the receipt of an earlier delivery', async () => {
    const url = await fixture.create({ VisibilityTimeout: '1' });
    await fixture.send(url, 'a');
    const [first] = await fixture.receive(url);
    await fixture.cloud.clock.advance(1_001);
    await fixture.receive(url);
    await fixture.sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: first?.ReceiptHandle }));
    expect(await fixture.counts(url)).toEqual([0, 1, 0]);
  });

  it('keeps a delayed message back, and its own delay goes before the queue’s', async () => {
    const url = await fixture.create({ DelaySeconds: '5' });
    await fixture.send(url, 'queue');
    await fixture.send(url, 'own', { DelaySeconds: 1 });
    expect(await fixture.counts(url)).toEqual([0, 0, 2]);
    await fixture.cloud.clock.advance(1_001);
    expect(await fixture.receiveBodies(url)).toEqual(['own']);
    await fixture.cloud.clock.advance(4_000);
    expect(await fixture.receiveBodies(url)).toEqual(['queue']);
  });

  it('drops what is older than its retention period', async () => {
    const url = await fixture.create({ MessageRetentionPeriod: '60' });
    await fixture.send(url, 'a');
    await fixture.cloud.clock.advance(60_001);
    expect(await fixture.counts(url)).toEqual([0, 0, 0]);
  });
});

describe('a long poll', () => {
  // docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-short-and-long-polling.html
  it('is answered by the next message sent', async () => {
    const url = await fixture.create();
    const waiting = fixture.receive(url, { WaitTimeSeconds: 20 });
    await fixture.send(url, 'late');
    expect((await waiting).map(({ Body }) => Body)).toEqual(['late']);
  });

  it('is answered when a visibility timeout ends, and with nothing when its own time does', async () => {
    const url = await fixture.create({ VisibilityTimeout: '3', ReceiveMessageWaitTimeSeconds: '20' });
    await fixture.send(url, 'a');
    await fixture.receive(url);
    const waiting = fixture.receive(url);
    await expect
      .poll(async () => fixture.cloud.clock.advance(1_000).then(() => fixture.counts(url)))
      .toEqual([0, 1, 0]);
    await fixture.cloud.clock.advance(3_000);
    expect((await waiting).map(({ Body }) => Body)).toEqual(['a']);
  });

  it('is answered when a delay ends before a visibility timeout that began earlier', async () => {
    const url = await fixture.create();
    await fixture.send(url, 'hidden for 30 seconds');
    await fixture.receive(url);
    await fixture.send(url, 'delayed', { DelaySeconds: 2 });
    const input = { QueueUrl: url, WaitTimeSeconds: 20 };
    const waiting = fixture.cloud.call({
      principal: { kind: 'operator' },
      service: 'sqs',
      operation: 'ReceiveMessage',
      input,
    });
    await fixture.cloud.clock.advance(2_001);
    expect(await waiting).toMatchObject({ Messages: [{ Body: 'delayed' }] });
  });

  it('takes nothing for a caller that is gone', async () => {
    const url = await fixture.create();
    const gone = new AbortController();
    const input = { QueueUrl: url, WaitTimeSeconds: 20 };
    const waiting = fixture.cloud.call({
      principal: { kind: 'operator' },
      service: 'sqs',
      operation: 'ReceiveMessage',
      input,
      abort: gone.signal,
    });
    gone.abort();
    expect(await waiting).toEqual({});
    await fixture.send(url, 'a');
    expect(await fixture.counts(url)).toEqual([1, 0, 0]);
  });
});

describe('batches', () => {
  it('answer each entry by itself', async () => {
    const url = await fixture.create();
    const entries = [
      { Id: 'good', MessageBody: 'a' },
      { Id: 'bad', MessageBody: '\u0001' },
    ];
    const sent = await fixture.sqs.send(new SendMessageBatchCommand({ QueueUrl: url, Entries: entries }));
    expect(sent.Successful?.map(({ Id }) => Id)).toEqual(['good']);
    expect(sent.Failed).toMatchObject([{ Id: 'bad', SenderFault: true, Code: 'InvalidMessageContents' }]);
    const [message] = await fixture.receive(url);
    const handles = [
      { Id: 'one', ReceiptHandle: message?.ReceiptHandle },
      { Id: 'two', ReceiptHandle: 'nonsense' },
    ];
    const deleted = await fixture.sqs.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries: handles }));
    expect(deleted.Successful).toEqual([{ Id: 'one' }]);
    expect(deleted.Failed).toMatchObject([{ Id: 'two', Code: 'ReceiptHandleIsInvalid' }]);
  });

  // docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html
  it.each([
    ['no entries', [], 'EmptyBatchRequest'],
    ['equal ids', ['a', 'a'].map((Id) => ({ Id, MessageBody: 'x' })), 'BatchEntryIdsNotDistinct'],
    [
      'eleven',
      Array.from({ length: 11 }, (_, n) => ({ Id: `${n}`, MessageBody: 'x' })),
      'TooManyEntriesInBatchRequest',
    ],
    ['a bad id', [{ Id: 'a b', MessageBody: 'x' }], 'InvalidBatchEntryId'],
    ['over 1 MiB', ['a', 'b'].map((Id) => ({ Id, MessageBody: 'x'.repeat(600_000) })), 'BatchRequestTooLong'],
  ])('are refused whole with %s', async (_, entries, name) => {
    const url = await fixture.create();
    const refused = fixture.sqs.send(new SendMessageBatchCommand({ QueueUrl: url, Entries: entries }));
    await expect(refused).rejects.toMatchObject({ name });
    expect(await fixture.counts(url)).toEqual([0, 0, 0]);
  });
});
