import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningCloud, startCloud } from '../../cloud.ts';
import { makeSqsService } from './index.ts';

let cloud: RunningCloud;
let sqs: SQSClient;
let made = 0;

beforeAll(async () => {
  cloud = await startCloud({ port: 0, services: [makeSqsService] });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  sqs = new SQSClient({ endpoint: cloud.url, region: cloud.region, credentials, maxAttempts: 1 });
});

afterAll(async () => {
  sqs.destroy();
  await cloud.stop();
});

async function makeQueue(attributes: Record<string, string> = {}): Promise<string> {
  const suffix = attributes['FifoQueue'] === 'true' ? '.fifo' : '';
  const name = `queue-${(made += 1)}${suffix}`;
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }));
  return QueueUrl ?? '';
}

const arnOf = (url: string): string => cloud.arn('sqs', url.split('/').at(-1) ?? '');

async function receive(url: string, options: Record<string, unknown> = {}): Promise<readonly Message[]> {
  const input = { QueueUrl: url, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ['All' as const], ...options };
  const { Messages } = await sqs.send(new ReceiveMessageCommand(input));
  return Messages ?? [];
}

const send = (url: string, body: string, more: Record<string, unknown> = {}): Promise<unknown> =>
  sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body, ...more }));

const bodies = (messages: readonly Message[]): readonly (string | undefined)[] => messages.map(({ Body }) => Body);

async function countsOf(url: string): Promise<readonly number[]> {
  const names = [
    'ApproximateNumberOfMessages',
    'ApproximateNumberOfMessagesNotVisible',
    'ApproximateNumberOfMessagesDelayed',
  ] as const;
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...names] }));
  return names.map((name) => Number(Attributes?.[name]));
}

describe('a standard queue', () => {
  // docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html
  it('gives a message with its attributes and digests that the SDK accepts, and forgets it when deleted', async () => {
    const url = await makeQueue();
    const attributes = {
      text: { DataType: 'String', StringValue: 'ünï' },
      amount: { DataType: 'Number.int', StringValue: '12' },
      bytes: { DataType: 'Binary', BinaryValue: new Uint8Array([1, 2, 250]) },
    };
    await send(url, 'hello', { MessageAttributes: attributes });
    const [message] = await receive(url, { MessageAttributeNames: ['All'] });
    expect(message?.Body).toBe('hello');
    expect(message?.MessageAttributes).toEqual(attributes);
    expect(message?.Attributes).toMatchObject({ ApproximateReceiveCount: '1', SenderId: cloud.accountId });
    await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: message?.ReceiptHandle }));
    expect(await countsOf(url)).toEqual([0, 0, 0]);
  });

  it('hides a received message until its visibility timeout ends', async () => {
    const url = await makeQueue({ VisibilityTimeout: '10' });
    await send(url, 'a');
    expect(bodies(await receive(url))).toEqual(['a']);
    await cloud.clock.advance(9_000);
    expect(await receive(url)).toEqual([]);
    await cloud.clock.advance(1_001);
    const [again] = await receive(url);
    expect(again?.Attributes?.ApproximateReceiveCount).toBe('2');
  });

  // docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html
  it('gives a message back at once when its visibility timeout is set to 0, and refuses what is not in flight', async () => {
    const url = await makeQueue();
    await send(url, 'a');
    const [first] = await receive(url);
    const change = { QueueUrl: url, ReceiptHandle: first?.ReceiptHandle, VisibilityTimeout: 0 };
    await sqs.send(new ChangeMessageVisibilityCommand(change));
    expect(bodies(await receive(url))).toEqual(['a']);
    await expect(sqs.send(new ChangeMessageVisibilityCommand(change))).rejects.toThrow(
      'Message does not exist or is not available for visibility timeout change.',
    );
  });

  it('ignores a delete with the receipt of an earlier delivery', async () => {
    const url = await makeQueue({ VisibilityTimeout: '1' });
    await send(url, 'a');
    const [first] = await receive(url);
    await cloud.clock.advance(1_001);
    await receive(url);
    await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: first?.ReceiptHandle }));
    expect(await countsOf(url)).toEqual([0, 1, 0]);
  });

  it('keeps a delayed message back, and its own delay goes before the queue’s', async () => {
    const url = await makeQueue({ DelaySeconds: '5' });
    await send(url, 'queue');
    await send(url, 'own', { DelaySeconds: 1 });
    expect(await countsOf(url)).toEqual([0, 0, 2]);
    await cloud.clock.advance(1_001);
    expect(bodies(await receive(url))).toEqual(['own']);
    await cloud.clock.advance(4_000);
    expect(bodies(await receive(url))).toEqual(['queue']);
  });

  it('drops what is older than its retention period', async () => {
    const url = await makeQueue({ MessageRetentionPeriod: '60' });
    await send(url, 'a');
    await cloud.clock.advance(60_001);
    expect(await countsOf(url)).toEqual([0, 0, 0]);
  });
});

describe('a long poll', () => {
  // docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-short-and-long-polling.html
  it('is answered by the next message sent', async () => {
    const url = await makeQueue();
    const waiting = receive(url, { WaitTimeSeconds: 20 });
    await send(url, 'late');
    expect(bodies(await waiting)).toEqual(['late']);
  });

  it('is answered when a visibility timeout ends, and with nothing when its own time does', async () => {
    const url = await makeQueue({ VisibilityTimeout: '3', ReceiveMessageWaitTimeSeconds: '20' });
    await send(url, 'a');
    await receive(url);
    const waiting = receive(url);
    await expect.poll(async () => cloud.clock.advance(1_000).then(() => countsOf(url))).toEqual([0, 1, 0]);
    await cloud.clock.advance(3_000);
    expect(bodies(await waiting)).toEqual(['a']);
  });

  it('takes nothing for a caller that is gone', async () => {
    const url = await makeQueue();
    const gone = new AbortController();
    const input = { QueueUrl: url, WaitTimeSeconds: 20 };
    const waiting = cloud.call({
      principal: { kind: 'operator' },
      service: 'sqs',
      operation: 'ReceiveMessage',
      input,
      abort: gone.signal,
    });
    gone.abort();
    expect(await waiting).toEqual({});
    await send(url, 'a');
    expect(await countsOf(url)).toEqual([1, 0, 0]);
  });
});

describe('batches', () => {
  it('answer each entry by itself', async () => {
    const url = await makeQueue();
    const entries = [
      { Id: 'good', MessageBody: 'a' },
      { Id: 'bad', MessageBody: '\u0001' },
    ];
    const sent = await sqs.send(new SendMessageBatchCommand({ QueueUrl: url, Entries: entries }));
    expect(sent.Successful?.map(({ Id }) => Id)).toEqual(['good']);
    expect(sent.Failed).toMatchObject([{ Id: 'bad', SenderFault: true, Code: 'InvalidMessageContents' }]);
    const [message] = await receive(url);
    const handles = [
      { Id: 'one', ReceiptHandle: message?.ReceiptHandle },
      { Id: 'two', ReceiptHandle: 'nonsense' },
    ];
    const deleted = await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries: handles }));
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
    const url = await makeQueue();
    const refused = sqs.send(new SendMessageBatchCommand({ QueueUrl: url, Entries: entries }));
    await expect(refused).rejects.toMatchObject({ name });
    expect(await countsOf(url)).toEqual([0, 0, 0]);
  });
});

describe('a redrive policy', () => {
  // docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
  it('moves a message received too often to the dead-letter queue, with its id and enqueue time', async () => {
    const deadLetters = await makeQueue();
    const redrive = JSON.stringify({ deadLetterTargetArn: arnOf(deadLetters), maxReceiveCount: 2 });
    const url = await makeQueue({ RedrivePolicy: redrive, VisibilityTimeout: '1' });
    await send(url, 'poison');
    const [first] = await receive(url);
    await cloud.clock.advance(1_001);
    await receive(url);
    await cloud.clock.advance(1_001);
    expect(await receive(url)).toEqual([]);
    const [dead] = await receive(deadLetters);
    expect(dead?.MessageId).toBe(first?.MessageId);
    expect(dead?.Attributes).toMatchObject({
      DeadLetterQueueSourceArn: arnOf(url),
      SentTimestamp: first?.Attributes?.SentTimestamp,
    });
  });

  it('is refused when its queue does not exist', async () => {
    const redrive = JSON.stringify({ deadLetterTargetArn: cloud.arn('sqs', 'nowhere'), maxReceiveCount: 2 });
    await expect(makeQueue({ RedrivePolicy: redrive })).rejects.toThrow('Dead letter target does not exist.');
  });
});
