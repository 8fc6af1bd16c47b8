import { randomUUID } from 'node:crypto';
import { queueUrlOf, sendAsRole } from '../invoke/destinations.ts';
import type { InvocationResult } from '../invoke/run-invocation.ts';
import type { PollerOptions } from './queue-source.ts';
import type { StreamRecord } from './stream-record.ts';

/** docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html */
export interface DiscardedBatch {
  readonly shardId: string;
  readonly records: readonly StreamRecord[];
  readonly condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded';
  readonly invokeCount: number;
  /** The last answer; undefined when the function was never run for these records. */
  readonly result: InvocationResult | undefined;
}

const arrival = (record: StreamRecord | undefined): string =>
  `${new Date((record?.dynamodb.ApproximateCreationDateTime ?? 0) * 1000).toISOString().slice(0, 19)}Z`;

/** Tells the mapping's on-failure destination which records were given up. Only metadata: the records stay in the stream. */
export async function reportDiscarded({ state, mapping, fn }: PollerOptions, batch: DiscardedBatch): Promise<void> {
  const { eventSourceArn, onFailure } = mapping.settings;
  if (onFailure === undefined) return;
  const { records, result } = batch;
  const record = {
    requestContext: {
      requestId: result?.requestId ?? randomUUID(),
      functionArn: fn.arn,
      condition: batch.condition,
      approximateInvokeCount: batch.invokeCount,
    },
    ...(result === undefined
      ? {}
      : {
          responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: result.functionError ?? null },
        }),
    version: '1.0',
    timestamp: new Date(state.cloud.clock.now()).toISOString(),
    DDBStreamBatchInfo: {
      shardId: batch.shardId,
      startSequenceNumber: records[0]?.dynamodb.SequenceNumber,
      endSequenceNumber: records.at(-1)?.dynamodb.SequenceNumber,
      approximateArrivalOfFirstRecord: arrival(records[0]),
      approximateArrivalOfLastRecord: arrival(records.at(-1)),
      batchSize: records.length,
      streamArn: eventSourceArn,
    },
  };
  const input = { QueueUrl: queueUrlOf(state, onFailure), MessageBody: JSON.stringify(record) };
  await sendAsRole(state, fn, { service: 'sqs', operation: 'SendMessage', input });
}
