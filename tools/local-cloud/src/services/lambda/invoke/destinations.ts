import { AwsError, type Json } from '../../../core/aws-error.ts';
import type { Principal } from '../../../core/principal.ts';
import { invalidParameterValue } from '../errors.ts';
import type { LambdaFunction } from '../function.ts';
import type { LambdaState } from '../state.ts';
import type { InvocationResult } from './run-invocation.ts';

/** Why an event left the asynchronous queue. docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
export type Condition = 'Success' | 'RetriesExhausted' | 'EventAgeExceeded';

export interface FinishedEvent {
  readonly requestId: string;
  /** JSON text. */
  readonly payload: string;
  readonly condition: Condition;
  readonly invokeCount: number;
  /** Undefined when it was never run, for example because it grew too old while it was throttled. */
  readonly result?: InvocationResult | undefined;
}

/** Bytes of an error's message in a dead letter. docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
const MAX_ERROR_MESSAGE_BYTES = 1024;

const serviceOf = (arn: string): string => arn.split(':')[2] ?? '';
const lastPart = (arn: string): string => arn.slice(arn.lastIndexOf(':') + 1);

/** Queues, buses and functions; topics and buckets are not implemented. @throws {AwsError} for any other target. */
export function checkDestination(arn: string | undefined): string | undefined {
  if (arn === undefined || arn === '') return undefined;
  if (['sqs', 'events', 'lambda'].includes(serviceOf(arn))) return arn;
  throw invalidParameterValue(
    `The local cloud knows only SQS queues, event buses and functions as destinations, not ${arn}.`,
  );
}

const rolePrincipal = (fn: LambdaFunction): Principal => ({
  kind: 'role',
  roleArn: fn.settings.Role,
  sessionName: fn.name,
});

export const queueUrlOf = ({ cloud }: LambdaState, arn: string): string =>
  `${cloud.url}/${arn.split(':')[4] ?? cloud.accountId}/${lastPart(arn)}`;

/** Sends as the function's role. A destination that refuses loses the record, as on AWS, where only a metric tells. */
export async function sendAsRole(
  state: LambdaState,
  fn: LambdaFunction,
  call: { readonly service: string; readonly operation: string; readonly input: Json },
): Promise<void> {
  try {
    await state.cloud.call({ principal: rolePrincipal(fn), ...call });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    process.stderr.write(`lambda ${fn.name}: ${call.service}:${call.operation} failed: ${error.message}\n`);
  }
}

function recordOf(fn: LambdaFunction, event: FinishedEvent, now: number): Json {
  const { requestId, condition, invokeCount, result, payload } = event;
  const responseContext = {
    statusCode: 200,
    executedVersion: '$LATEST',
    ...(result?.functionError === undefined ? {} : { functionError: result.functionError }),
  };
  return {
    version: '1.0',
    timestamp: new Date(now).toISOString(),
    requestContext: { requestId, functionArn: `${fn.arn}:$LATEST`, condition, approximateInvokeCount: invokeCount },
    requestPayload: JSON.parse(payload) as unknown,
    ...(result === undefined ? {} : { responseContext, responsePayload: JSON.parse(result.payload) as unknown }),
  };
}

function deliver(state: LambdaState, fn: LambdaFunction, { arn, record, condition }: Delivery): Promise<void> {
  const text = JSON.stringify(record);
  switch (serviceOf(arn)) {
    case 'sqs':
      return sendAsRole(state, fn, {
        service: 'sqs',
        operation: 'SendMessage',
        input: { QueueUrl: queueUrlOf(state, arn), MessageBody: text },
      });
    case 'events': {
      const entry = {
        Source: 'lambda',
        DetailType: `Lambda Function Invocation Result - ${condition === 'Success' ? 'Success' : 'Failure'}`,
        Detail: text,
        EventBusName: arn,
        Resources: [arn, `${fn.arn}:$LATEST`],
      };
      return sendAsRole(state, fn, { service: 'events', operation: 'PutEvents', input: { Entries: [entry] } });
    }
    default:
      return sendAsRole(state, fn, {
        service: 'lambda',
        operation: 'Invoke',
        input: { FunctionName: arn, InvocationType: 'Event', Payload: text },
      });
  }
}

interface Delivery {
  readonly arn: string;
  readonly record: Json;
  readonly condition: Condition;
}

function errorMessageOf(result: InvocationResult | undefined): string {
  if (result === undefined) return 'The event exceeded its maximum age.';
  const { errorMessage } = JSON.parse(result.payload) as { readonly errorMessage?: string };
  return (
    Buffer.from(errorMessage ?? '')
      .subarray(0, MAX_ERROR_MESSAGE_BYTES)
      .toString() || 'Unknown error'
  );
}

function bury(state: LambdaState, fn: LambdaFunction, event: FinishedEvent): Promise<void> {
  const arn = fn.settings.DeadLetterTargetArn ?? '';
  return sendAsRole(state, fn, {
    service: 'sqs',
    operation: 'SendMessage',
    input: {
      QueueUrl: queueUrlOf(state, arn),
      MessageBody: event.payload,
      MessageAttributes: {
        RequestID: { DataType: 'String', StringValue: event.requestId },
        ErrorCode: { DataType: 'Number', StringValue: event.result === undefined ? '429' : '200' },
        ErrorMessage: { DataType: 'String', StringValue: errorMessageOf(event.result) },
      },
    },
  });
}

/** Sends an invocation record to the destination that fits, and a failed event to the dead-letter queue. */
export async function reportEvent(state: LambdaState, fn: LambdaFunction, event: FinishedEvent): Promise<void> {
  const { condition } = event;
  const arn = condition === 'Success' ? fn.eventInvoke?.onSuccess : fn.eventInvoke?.onFailure;
  if (arn !== undefined)
    await deliver(state, fn, { arn, record: recordOf(fn, event, state.cloud.clock.now()), condition });
  if (condition !== 'Success' && fn.settings.DeadLetterTargetArn !== undefined) await bury(state, fn, event);
}
