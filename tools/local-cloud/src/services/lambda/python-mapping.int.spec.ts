import { describe, expect, it } from 'vitest';
import { QUEUE_ACTIONS, useMappedQueues } from './mapped-queues-fixture.ts';
import { findInterpreter } from './runtime/python-interpreter.ts';

const queues = useMappedQueues();
const interpreter = await findInterpreter('python3.13');

const NAMES_BAD_MESSAGES = `
def handler(event, context):
    failed = [record["messageId"] for record in event["Records"] if record["body"] == "bad"]
    print(",".join(record["body"] for record in event["Records"]))
    return {"batchItemFailures": [{"itemIdentifier": message} for message in failed]}
`;

describe.runIf(interpreter !== undefined)('A queue that a Python function reads (needs python3)', () => {
  it('gives it batches, and back comes only what it says has failed', async () => {
    const dead = await queues.createQueue();
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: 1 });
    const queue = await queues.createQueue({ VisibilityTimeout: '120', RedrivePolicy });
    const Role = queues.lambda.role(...QUEUE_ACTIONS);
    const name = await queues.lambda.createPython(NAMES_BAD_MESSAGES, { Role });
    await queues.map(queue, name, { FunctionResponseTypes: ['ReportBatchItemFailures'] });
    await queues.sendAll(queue, ['good', 'bad', 'fine']);
    await queues.lambda.still();
    expect(await queues.left(queue)).toStrictEqual([0, 1]);
    await queues.lambda.advance(120_000);
    expect(await queues.left(queue)).toStrictEqual([0, 0]);
    expect(await queues.left(dead)).toStrictEqual([1, 0]);
  });
});
