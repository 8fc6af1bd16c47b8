import { PutFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../core/aws-error.ts';
import { bodiesOf, recordsOf, useMappedQueues } from './mapped-queues-fixture.ts';

const queues = useMappedQueues();

/** docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html */
describe('A batch that fails', () => {
  it('comes back when the visibility timeout ends', async () => {
    const queue = await queues.createQueue({ VisibilityTimeout: '30' });
    const fn = await queues.recorder(`if (calls === 1) throw new Error('not now'); return {};`);
    await queues.map(queue, fn.name);
    await queues.sendAll(queue, ['a', 'b']);
    await queues.lambda.still();
    expect(await queues.left(queue)).toStrictEqual([0, 2]);
    const [work] = queues.lambda.cloud.pending();
    expect(work?.what).toMatch(/2 failed messages$/);
    expect(Number(work?.dueAt) - queues.lambda.cloud.clock.now()).toBeGreaterThan(25_000);
    await queues.lambda.advance(30_000);
    expect(bodiesOf(fn)).toStrictEqual(['a', 'b', 'a', 'b']);
    expect(recordsOf(fn).map(({ attributes }) => (attributes as Json)['ApproximateReceiveCount'])).toStrictEqual([
      '1',
      '1',
      '2',
      '2',
    ]);
    expect(await queues.left(queue)).toStrictEqual([0, 0]);
    expect(queues.lambda.cloud.pending()).toStrictEqual([]);
  });

  it('goes to the dead-letter queue in the end', async () => {
    const dead = await queues.createQueue();
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: 2 });
    const queue = await queues.createQueue({ VisibilityTimeout: '30', RedrivePolicy });
    const fn = await queues.recorder(`throw new Error('never');`);
    await queues.map(queue, fn.name);
    await queues.send(queue, 'poison');
    await queues.lambda.still();
    await queues.lambda.advance(30_000);
    await queues.lambda.advance(30_000);
    expect(fn.events()).toHaveLength(2);
    expect(await queues.left(dead)).toStrictEqual([1, 0]);
    expect(queues.lambda.cloud.pending()).toStrictEqual([]);
  });

  it('comes back when the function dies half way', async () => {
    const queue = await queues.createQueue({ VisibilityTimeout: '30' });
    const fn = await queues.recorder('if (calls === 1) process.exit(1); return {};');
    await queues.map(queue, fn.name);
    await queues.send(queue, 'a');
    await queues.lambda.still();
    await queues.lambda.advance(30_000);
    expect(bodiesOf(fn)).toStrictEqual(['a', 'a']);
  });

  it('comes back only in part when the function says which messages failed', async () => {
    const queue = await queues.createQueue({ VisibilityTimeout: '30' });
    const fn = await queues.recorder(`
      const failed = calls > 1 ? [] : event.Records.filter(({ body }) => body === 'bad');
      return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };`);
    await queues.map(queue, fn.name, { FunctionResponseTypes: ['ReportBatchItemFailures'] });
    await queues.sendAll(queue, ['good', 'bad', 'fine']);
    await queues.lambda.still();
    expect(await queues.left(queue)).toStrictEqual([0, 1]);
    await queues.lambda.advance(30_000);
    expect(bodiesOf(fn)).toStrictEqual(['good', 'bad', 'fine', 'bad']);
  });

  it('is taken as done when failures are reported without the response type', async () => {
    const queue = await queues.createQueue();
    const fn = await queues.recorder('return { batchItemFailures: [{ itemIdentifier: event.Records[0].messageId }] };');
    await queues.map(queue, fn.name);
    await queues.send(queue, 'a');
    await queues.lambda.still();
    expect(await queues.left(queue)).toStrictEqual([0, 0]);
  });

  it('for want of concurrency is tried again within the visibility timeout', async () => {
    const queue = await queues.createQueue({ VisibilityTimeout: '30' });
    const fn = await queues.recorder();
    const reserve = (ReservedConcurrentExecutions: number): Promise<unknown> =>
      queues.lambda.lambda.send(
        new PutFunctionConcurrencyCommand({ FunctionName: fn.name, ReservedConcurrentExecutions }),
      );
    await reserve(0);
    await queues.map(queue, fn.name);
    await queues.send(queue, 'a');
    await queues.lambda.still();
    expect(await queues.left(queue)).toStrictEqual([0, 1]);
    await reserve(1);
    await queues.lambda.advance(2000);
    expect(recordsOf(fn).map(({ attributes }) => (attributes as Json)['ApproximateReceiveCount'])).toStrictEqual(['1']);
  });
});

/** docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
describe('A FIFO queue', () => {
  it('keeps the order of a group, through a failure', async () => {
    const queue = await queues.createQueue({
      FifoQueue: 'true',
      ContentBasedDeduplication: 'true',
      VisibilityTimeout: '30',
    });
    const fn = await queues.recorder(`if (calls === 1) throw new Error('not now'); return {};`);
    await queues.map(queue, fn.name, { BatchSize: 1 });
    for (const body of ['a1', 'a2', 'a3']) await queues.send(queue, body, { MessageGroupId: 'a' });
    await queues.lambda.still();
    expect(bodiesOf(fn)).toStrictEqual(['a1']);
    await queues.lambda.advance(30_000);
    expect(bodiesOf(fn)).toStrictEqual(['a1', 'a1', 'a2', 'a3']);
  });
});
