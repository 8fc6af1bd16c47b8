import { AwsError } from '../../../core/aws-error.ts';
import type { DynamoState } from '../state.ts';
import type { ChangeStream } from './change-stream.ts';

/** @throws {AwsError} `ResourceNotFoundException`. docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_DescribeStream.html */
export function findStream(state: DynamoState, arn: unknown): ChangeStream {
  const stream = typeof arn === 'string' ? state.streams.get(arn) : undefined;
  const nowMs = state.cloud.clock.now();
  if (stream?.isForgotten(nowMs) === true) state.streams.delete(stream.options.arn);
  else if (stream !== undefined) {
    stream.trim(nowMs);
    return stream;
  }
  throw new AwsError(
    'ResourceNotFoundException',
    `Requested resource not found: Stream: ${typeof arn === 'string' ? arn : JSON.stringify(arn)} not found`,
  );
}

/** A stream's only shard; its name carries when the stream was made. */
export function shardIdOf({ options }: ChangeStream): string {
  const madeAt = String(options.createdAtMs).padStart(20, '0');
  const tail = Buffer.from(options.tableName).toString('hex').padEnd(8, '0').slice(0, 8);
  return `shardId-${madeAt}-${tail}`;
}
