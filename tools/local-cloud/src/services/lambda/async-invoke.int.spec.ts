import {
  PutFunctionConcurrencyCommand,
  PutFunctionEventInvokeConfigCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../core/aws-error.ts';
import { makeSqsService } from '../sqs/index.ts';
import { useLambda, type Recorder } from './lambda-fixture.ts';

const fixture = useLambda(makeSqsService);

const MINUTE_MS = 60_000;

const invokeLater = (name: string, event: unknown = { order: 1 }): Promise<unknown> =>
  fixture.invoke(name, event, { InvocationType: 'Event' });

interface Queue {
  readonly url: string;
  readonly arn: string;
}

async function createQueue(): Promise<Queue> {
  const { QueueUrl } = await fixture.call('sqs', 'CreateQueue', { QueueName: fixture.freshName('queue') });
  const url = String(QueueUrl as string);
  return { url, arn: fixture.cloud.arn('sqs', url.split('/').at(-1) ?? '') };
}

async function messagesIn({ url }: Queue): Promise<readonly Json[]> {
  const answer = await fixture.call('sqs', 'ReceiveMessage', {
    QueueUrl: url,
    MaxNumberOfMessages: 10,
    MessageAttributeNames: ['All'],
  });
  return (answer['Messages'] ?? []) as readonly Json[];
}

const bodiesIn = async (queue: Queue): Promise<readonly unknown[]> =>
  (await messagesIn(queue)).map(({ Body }) => JSON.parse(String(Body as string)) as unknown);

async function configure(name: string, more: Json): Promise<void> {
  await fixture.lambda.send(new PutFunctionEventInvokeConfigCommand({ FunctionName: name, ...more }));
}

const failing = (): Promise<Recorder> =>
  fixture.createRecorder(`throw new Error('no ' + calls);`, { Role: fixture.role('sqs:SendMessage') });

/** docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
describe('An asynchronous invocation', () => {
  it('is accepted at once and run afterwards', async () => {
    const { name, events } = await fixture.createRecorder('return 1;');
    expect(await invokeLater(name)).toMatchObject({ status: 202, payload: undefined });
    await fixture.still();
    expect(events()).toStrictEqual([{ order: 1 }]);
    expect(fixture.cloud.pending()).toStrictEqual([]);
  });

  it('that fails is tried again after one minute and after two more, then dropped', async () => {
    const { name, events } = await failing();
    await invokeLater(name);
    await fixture.still();
    expect(events()).toHaveLength(1);
    await fixture.advance(MINUTE_MS - 1000);
    expect(events()).toHaveLength(1);
    await fixture.advance(1000);
    expect(events()).toHaveLength(2);
    await fixture.advance(2 * MINUTE_MS - 1000);
    expect(events()).toHaveLength(2);
    await fixture.advance(1000);
    expect(events()).toHaveLength(3);
    expect(fixture.cloud.pending()).toStrictEqual([]);
  });

  it('that waits for a retry says when it is due', async () => {
    const { name } = await failing();
    const before = fixture.cloud.clock.now();
    await invokeLater(name);
    await fixture.still();
    const [work] = fixture.cloud.pending();
    expect(work?.what).toBe(`asynchronous retry of ${name}`);
    expect(Number(work?.dueAt) - before).toBeGreaterThanOrEqual(MINUTE_MS);
    await fixture.advance(10 * MINUTE_MS);
  });

  it('keeps its request id through its tries', async () => {
    const recorder = await fixture.create(
      `let ids = []; export const handler = async (event, context) => { if (event.ask) return ids; ids.push(context.awsRequestId); throw new Error('no'); };`,
    );
    await invokeLater(recorder);
    await fixture.still();
    await fixture.advance(MINUTE_MS);
    const ids = (await fixture.invoke(recorder, { ask: true })).payload as readonly string[];
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    await fixture.advance(5 * MINUTE_MS);
  });

  it('is tried as often as the function asks', async () => {
    const { name, events } = await failing();
    await configure(name, { MaximumRetryAttempts: 0 });
    await invokeLater(name);
    await fixture.still();
    expect(fixture.cloud.pending()).toStrictEqual([]);
    expect(events()).toHaveLength(1);
  });

  it('is dropped once it is older than the function allows', async () => {
    const { name, events } = await failing();
    const queue = await createQueue();
    await configure(name, {
      MaximumEventAgeInSeconds: 100,
      DestinationConfig: { OnFailure: { Destination: queue.arn } },
    });
    await invokeLater(name);
    await fixture.still();
    await fixture.advance(10 * MINUTE_MS);
    expect(events()).toHaveLength(2);
    expect(await bodiesIn(queue)).toMatchObject([
      { requestContext: { condition: 'EventAgeExceeded', approximateInvokeCount: 2 } },
    ]);
  });

  it('that is throttled comes back without losing a try', async () => {
    const { name, events } = await fixture.createRecorder('return 1;');
    const reserve = (ReservedConcurrentExecutions: number): Promise<unknown> =>
      fixture.lambda.send(new PutFunctionConcurrencyCommand({ FunctionName: name, ReservedConcurrentExecutions }));
    await reserve(0);
    await invokeLater(name);
    await fixture.still();
    expect(events()).toHaveLength(0);
    await reserve(1);
    await fixture.advance(1000);
    expect(events()).toHaveLength(1);
  });
});

/** docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
describe('A destination', () => {
  it('gets a record of each success', async () => {
    const queue = await createQueue();
    const { name } = await fixture.createRecorder('return { ok: true };', { Role: fixture.role('sqs:SendMessage') });
    await configure(name, { DestinationConfig: { OnSuccess: { Destination: queue.arn } } });
    await invokeLater(name);
    await fixture.still();
    expect(await bodiesIn(queue)).toStrictEqual([
      {
        version: '1.0',
        timestamp: expect.stringMatching(/Z$/) as string,
        requestContext: {
          requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
          functionArn: `${fixture.cloud.arn('lambda', `function:${name}`)}:$LATEST`,
          condition: 'Success',
          approximateInvokeCount: 1,
        },
        requestPayload: { order: 1 },
        responseContext: { statusCode: 200, executedVersion: '$LATEST' },
        responsePayload: { ok: true },
      },
    ]);
  });

  it('gets a record of an event that failed three times', async () => {
    const queue = await createQueue();
    const { name } = await failing();
    await configure(name, { DestinationConfig: { OnFailure: { Destination: queue.arn } } });
    await invokeLater(name);
    await fixture.still();
    await fixture.advance(MINUTE_MS);
    expect(await bodiesIn(queue)).toStrictEqual([]);
    await fixture.advance(2 * MINUTE_MS);
    expect(await bodiesIn(queue)).toMatchObject([
      {
        requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 3 },
        requestPayload: { order: 1 },
        responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
        responsePayload: { errorType: 'Error', errorMessage: 'no 3' },
      },
    ]);
  });

  it('gets nothing when the role may not send to it', async () => {
    const queue = await createQueue();
    const { name } = await fixture.createRecorder('return 1;');
    await configure(name, { DestinationConfig: { OnSuccess: { Destination: queue.arn } } });
    await invokeLater(name);
    await fixture.still();
    expect(await bodiesIn(queue)).toStrictEqual([]);
  });
});

/** docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-dlq */
describe('A dead-letter queue', () => {
  it('gets the event itself, with what went wrong as attributes', async () => {
    const queue = await createQueue();
    const { name } = await failing();
    const DeadLetterConfig = { TargetArn: queue.arn };
    await fixture.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: name, DeadLetterConfig }));
    await configure(name, { MaximumRetryAttempts: 0 });
    await invokeLater(name, { order: 7 });
    await fixture.still();
    const [message] = await messagesIn(queue);
    expect(JSON.parse(String(message?.['Body'] as string))).toStrictEqual({ order: 7 });
    expect(message?.['MessageAttributes']).toMatchObject({
      RequestID: { DataType: 'String', StringValue: expect.stringMatching(/^[0-9a-f-]{36}$/) as string },
      ErrorCode: { DataType: 'Number', StringValue: '200' },
      ErrorMessage: { DataType: 'String', StringValue: 'no 1' },
    });
  });
});
