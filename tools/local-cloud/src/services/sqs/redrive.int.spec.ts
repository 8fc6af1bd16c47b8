import {
  CancelMessageMoveTaskCommand,
  ListDeadLetterSourceQueuesCommand,
  ListMessageMoveTasksCommand,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { useSqs } from './sqs-fixture.ts';

const fixture = useSqs();

describe('a redrive policy', () => {
  // docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
  it('moves a message received too often to the dead-letter queue, with its id and enqueue time', async () => {
    const deadLetters = await fixture.create();
    const redrive = JSON.stringify({ deadLetterTargetArn: fixture.arnOf(deadLetters), maxReceiveCount: 2 });
    const url = await fixture.create({ RedrivePolicy: redrive, VisibilityTimeout: '1' });
    await fixture.send(url, 'poison');
    const [first] = await fixture.receive(url);
    await fixture.cloud.clock.advance(1_001);
    await fixture.receive(url);
    await fixture.cloud.clock.advance(1_001);
    expect(await fixture.receive(url)).toEqual([]);
    const [dead] = await fixture.receive(deadLetters);
    expect(dead?.MessageId).toBe(first?.MessageId);
    expect(dead?.Attributes).toMatchObject({
      DeadLetterQueueSourceArn: fixture.arnOf(url),
      SentTimestamp: first?.Attributes?.SentTimestamp,
    });
  });

  it('is refused when its queue does not exist', async () => {
    const redrive = JSON.stringify({ deadLetterTargetArn: fixture.cloud.arn('sqs', 'nowhere'), maxReceiveCount: 2 });
    await expect(fixture.create({ RedrivePolicy: redrive })).rejects.toThrow('Dead letter target does not exist.');
  });
});

describe('a message move task', () => {
  const failed = async (count: number): Promise<{ readonly source: string; readonly dead: string }> => {
    const dead = await fixture.create();
    const redrive = JSON.stringify({ deadLetterTargetArn: fixture.arnOf(dead), maxReceiveCount: 1 });
    const source = await fixture.create({ RedrivePolicy: redrive, VisibilityTimeout: '0' });
    for (let n = 0; n < count; n += 1) await fixture.send(source, `m${n}`);
    await fixture.receive(source);
    await fixture.receive(source);
    return { source, dead };
  };

  // docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html
  it('moves dead letters home as new messages, no faster than it may', async () => {
    const { source, dead } = await failed(3);
    const deadLetterSources = await fixture.sqs.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl: dead }));
    expect(deadLetterSources.queueUrls).toEqual([source]);
    const rate = { SourceArn: fixture.arnOf(dead), MaxNumberOfMessagesPerSecond: 2 };
    await fixture.sqs.send(new StartMessageMoveTaskCommand(rate));
    const task = async () =>
      (await fixture.sqs.send(new ListMessageMoveTasksCommand({ SourceArn: fixture.arnOf(dead) }))).Results?.[0];
    expect(await task()).toMatchObject({ Status: 'RUNNING', ApproximateNumberOfMessagesMoved: 2 });
    const second = fixture.sqs.send(new StartMessageMoveTaskCommand(rate));
    await expect(second).rejects.toMatchObject({ name: 'UnsupportedOperation' });
    expect(fixture.cloud.pending()).toHaveLength(1);
    await fixture.cloud.clock.advance(1_000);
    expect(await task()).toMatchObject({ Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 3 });
    const home = await fixture.receive(source);
    expect(home.map(({ Body }) => Body)).toEqual(['m0', 'm1', 'm2']);
    expect(home[0]?.Attributes?.ApproximateReceiveCount).toBe('1');
  });

  it('stops where it is when cancelled', async () => {
    const { dead } = await failed(3);
    const input = { SourceArn: fixture.arnOf(dead), MaxNumberOfMessagesPerSecond: 1 };
    const { TaskHandle } = await fixture.sqs.send(new StartMessageMoveTaskCommand(input));
    const cancelled = await fixture.sqs.send(new CancelMessageMoveTaskCommand({ TaskHandle }));
    expect(cancelled.ApproximateNumberOfMessagesMoved).toBe(1);
    await fixture.cloud.clock.advance(5_000);
    expect(await fixture.receive(dead)).toHaveLength(2);
  });

  it('is refused from a queue that is nobody’s dead-letter queue', async () => {
    const url = await fixture.create();
    const refused = fixture.sqs.send(new StartMessageMoveTaskCommand({ SourceArn: fixture.arnOf(url) }));
    await expect(refused).rejects.toThrow('Source queue must be configured as a Dead Letter Queue.');
  });
});
