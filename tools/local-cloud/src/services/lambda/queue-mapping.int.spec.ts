import {
  DeleteFunctionCommand,
  GetEventSourceMappingCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../core/aws-error.ts';
import { QUEUE_ACTIONS, bodiesOf, recordsOf, useMappedQueues } from './mapped-queues-fixture.ts';

const queues = useMappedQueues();

/** docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
describe('A mapping of a queue', () => {
  it('gives messages to the function as records and deletes them', async () => {
    const [queue, fn] = [await queues.createQueue(), await queues.recorder()];
    await queues.map(queue, fn.name);
    await queues.send(queue, 'hello', { MessageAttributes: { kind: { DataType: 'String', StringValue: 'greeting' } } });
    await queues.lambda.still();
    expect(recordsOf(fn)).toStrictEqual([
      {
        messageId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
        receiptHandle: expect.any(String) as string,
        body: 'hello',
        attributes: expect.objectContaining({
          ApproximateReceiveCount: '1',
          SentTimestamp: expect.stringMatching(/^\d{13}$/) as string,
        }) as Json,
        messageAttributes: {
          kind: { stringValue: 'greeting', stringListValues: [], binaryListValues: [], dataType: 'String' },
        },
        md5OfBody: '5d41402abc4b2a76b9719d911017c592',
        md5OfMessageAttributes: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
        eventSource: 'aws:sqs',
        eventSourceARN: queue.arn,
        awsRegion: 'eu-west-1',
      },
    ]);
    expect(await queues.left(queue)).toStrictEqual([0, 0]);
    expect(queues.lambda.cloud.pending()).toStrictEqual([]);
  });

  it('takes what was there before it', async () => {
    const [queue, fn] = [await queues.createQueue(), await queues.recorder()];
    await queues.sendAll(queue, ['a', 'b', 'c']);
    await queues.map(queue, fn.name);
    await queues.lambda.still();
    expect(bodiesOf(fn)).toStrictEqual(['a', 'b', 'c']);
    expect(fn.events()).toHaveLength(1);
  });

  it('gives at most a batch at a time', async () => {
    const [queue, fn] = [await queues.createQueue(), await queues.recorder()];
    await queues.sendAll(queue, ['a', 'b', 'c', 'd', 'e']);
    await queues.map(queue, fn.name, { BatchSize: 2 });
    await queues.lambda.still();
    expect(fn.events().map((event) => (event['Records'] as readonly unknown[]).length)).toStrictEqual([2, 2, 1]);
  });

  it('waits for its batching window, until the batch is full', async () => {
    const [queue, fn] = [await queues.createQueue(), await queues.recorder()];
    await queues.map(queue, fn.name, { BatchSize: 20, MaximumBatchingWindowInSeconds: 10 });
    await queues.send(queue, 'first');
    await queues.lambda.still();
    await queues.send(queue, 'second');
    await queues.lambda.still();
    expect(fn.events()).toHaveLength(0);
    expect(queues.lambda.cloud.pending()[0]?.what).toMatch(/batching window/);
    await queues.lambda.advance(10_000);
    expect(fn.events()).toHaveLength(1);
    await queues.sendAll(
      queue,
      Array.from({ length: 10 }, (_, index) => `${index}`),
    );
    await queues.sendAll(
      queue,
      Array.from({ length: 10 }, (_, index) => `${index + 10}`),
    );
    await queues.lambda.still();
    expect(fn.events()).toHaveLength(2);
    expect(await queues.left(queue)).toStrictEqual([0, 0]);
  });

  it('receives a delayed message when its delay ends', async () => {
    const [queue, fn] = [await queues.createQueue(), await queues.recorder()];
    await queues.map(queue, fn.name);
    await queues.send(queue, 'later', { DelaySeconds: 60 });
    await queues.lambda.still();
    expect(fn.events()).toHaveLength(0);
    await queues.lambda.advance(60_000);
    expect(bodiesOf(fn)).toStrictEqual(['later']);
  });

  it('reads nothing while it is disabled', async () => {
    const [queue, fn] = [await queues.createQueue(), await queues.recorder()];
    const UUID = await queues.map(queue, fn.name, { Enabled: false });
    await queues.send(queue, 'hello');
    await queues.lambda.still();
    expect(fn.events()).toHaveLength(0);
    await queues.lambda.lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: true }));
    await queues.lambda.still();
    expect(bodiesOf(fn)).toStrictEqual(['hello']);
  });

  it('waits for its function while that is gone', async () => {
    const [queue, fn] = [await queues.createQueue(), await queues.recorder()];
    await queues.map(queue, fn.name);
    await queues.lambda.lambda.send(new DeleteFunctionCommand({ FunctionName: fn.name }));
    await queues.send(queue, 'hello');
    await queues.lambda.still();
    expect(await queues.left(queue)).toStrictEqual([1, 0]);
    const again = await queues.recorder('return {};', { FunctionName: fn.name });
    await queues.lambda.still();
    expect(bodiesOf(again)).toStrictEqual(['hello']);
  });

  it('says so when the role lost a permission, and goes on once it is back', async () => {
    const queue = await queues.createQueue();
    const { cloud, lambda } = queues.lambda;
    const grant = (Action: readonly string[]): void =>
      cloud.roles.attach(Role, 'all', { Statement: { Effect: 'Allow', Action, Resource: '*' } });
    const Role = queues.lambda.role(...QUEUE_ACTIONS);
    const fn = await queues.lambda.createRecorder('return {};', { Role });
    const UUID = await queues.map(queue, fn.name);
    await queues.lambda.still();
    grant(QUEUE_ACTIONS.filter((action) => action !== 'sqs:ReceiveMessage'));
    await queues.send(queue, 'hello');
    await queues.lambda.still();
    const { LastProcessingResult } = await lambda.send(new GetEventSourceMappingCommand({ UUID }));
    expect(LastProcessingResult).toMatch(/^PROBLEM: The function role lacks a permission on the queue/);
    expect(fn.events()).toHaveLength(0);
    grant(QUEUE_ACTIONS);
    await queues.lambda.advance(10_000);
    expect(bodiesOf(fn)).toStrictEqual(['hello']);
  });
});

/** docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html */
describe('A filter', () => {
  const FilterCriteria = {
    Filters: [{ Pattern: JSON.stringify({ body: { country: ['GB'], total: [{ numeric: ['>', 10] }] } }) }],
  };

  it('deletes what does not match', async () => {
    const [queue, fn] = [await queues.createQueue(), await queues.recorder()];
    await queues.map(queue, fn.name, { FilterCriteria });
    const wanted = JSON.stringify({ country: 'GB', total: 11 });
    await queues.sendAll(queue, [
      wanted,
      JSON.stringify({ country: 'GB', total: 9 }),
      JSON.stringify({ country: 'FR', total: 11 }),
      'plain',
    ]);
    await queues.lambda.still();
    expect(bodiesOf(fn)).toStrictEqual([wanted]);
    expect(await queues.left(queue)).toStrictEqual([0, 0]);
  });

  it('that is not a pattern is refused', async () => {
    const [queue, fn] = [await queues.createQueue(), await queues.recorder()];
    const call = queues.map(queue, fn.name, { FilterCriteria: { Filters: [{ Pattern: '{"body":"GB"}' }] } });
    await expect(call).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
  });
});
