import { describe, expect, it } from 'vitest';
import { useMappedQueues } from './mapped-queues-fixture.ts';

const queues = useMappedQueues();

/** docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html */
describe('CreateEventSourceMapping', () => {
  it('refuses a queue whose visibility timeout is shorter than the function’s', async () => {
    const [queue, fn] = [
      await queues.createQueue({ VisibilityTimeout: '30' }),
      await queues.recorder('return 1;', { Timeout: 60 }),
    ];
    await expect(queues.map(queue, fn.name)).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: 'Queue visibility timeout: 30 seconds is less than Function timeout: 60 seconds',
    });
  });

  it('refuses a role that may not read the queue’s attributes', async () => {
    const [queue, fn] = [await queues.createQueue(), await queues.lambda.createRecorder('return 1;')];
    await expect(queues.map(queue, fn.name)).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: expect.stringContaining('does not have permissions') as string,
    });
  });

  it('refuses a second mapping of the same queue and function', async () => {
    const [queue, fn] = [await queues.createQueue(), await queues.recorder()];
    await queues.map(queue, fn.name);
    await expect(queues.map(queue, fn.name)).rejects.toMatchObject({ name: 'ResourceConflictException' });
  });

  it('refuses a large batch without a window', async () => {
    const [queue, fn] = [await queues.createQueue(), await queues.recorder()];
    await expect(queues.map(queue, fn.name, { BatchSize: 11 })).rejects.toMatchObject({
      message: 'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
    });
  });

  it('refuses by name what it does not do', async () => {
    const [queue, fn] = [await queues.createQueue(), await queues.recorder()];
    await expect(queues.map(queue, fn.name, { TumblingWindowInSeconds: 5 })).rejects.toThrow(
      /does not implement lambda:CreateEventSourceMapping parameter TumblingWindowInSeconds/,
    );
  });
});
