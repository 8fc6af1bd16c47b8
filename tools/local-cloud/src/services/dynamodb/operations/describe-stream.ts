import type { Json } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import type { DynamoState } from '../state.ts';
import type { ChangeStream } from '../streams/change-stream.ts';
import { findStream, shardIdOf } from '../streams/find-stream.ts';
import { sequenceNumber } from '../streams/record.ts';

function describeShard(stream: ChangeStream): Json {
  const ending = stream.isClosed ? { EndingSequenceNumber: sequenceNumber(Math.max(1, stream.nextSequence - 1)) } : {};
  return {
    ShardId: shardIdOf(stream),
    SequenceNumberRange: { StartingSequenceNumber: sequenceNumber(stream.firstSequence), ...ending },
  };
}

/** docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_DescribeStream.html */
export const makeDescribeStream =
  (state: DynamoState): Operation =>
  async (input) => {
    const stream = findStream(state, input['StreamArn']);
    const { arn, label, tableName, viewType, keySchema, createdAtMs } = stream.options;
    const isPastLast = input['ExclusiveStartShardId'] === shardIdOf(stream);
    return {
      StreamDescription: {
        StreamArn: arn,
        StreamLabel: label,
        StreamStatus: stream.isClosed ? 'DISABLED' : 'ENABLED',
        StreamViewType: viewType,
        CreationRequestDateTime: createdAtMs / 1000,
        TableName: tableName,
        KeySchema: keySchema,
        Shards: isPastLast ? [] : [describeShard(stream)],
      },
    };
  };
