import { AwsError } from '../../../core/aws-error.ts';
import type { Json } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import type { DynamoState } from '../state.ts';
import type { ChangeStream } from '../streams/change-stream.ts';
import { findStream, shardIdOf } from '../streams/find-stream.ts';
import { writeIterator } from '../streams/iterator.ts';
import { parseSequenceNumber } from '../streams/record.ts';

const TYPES = ['TRIM_HORIZON', 'LATEST', 'AT_SEQUENCE_NUMBER', 'AFTER_SEQUENCE_NUMBER'];

const validationError = (message: string): AwsError => new AwsError('ValidationException', message);

function givenSequence(stream: ChangeStream, input: Json): number {
  const text = input['SequenceNumber'];
  const sequence = typeof text === 'string' ? parseSequenceNumber(text) : undefined;
  if (sequence === undefined || sequence >= stream.nextSequence)
    throw validationError(
      `Invalid SequenceNumber: ${JSON.stringify(text ?? null)} for a ShardIteratorType that starts at a sequence number`,
    );
  if (sequence < stream.firstSequence)
    throw new AwsError(
      'TrimmedDataAccessException',
      'The operation attempted to read past the oldest stream record in a shard.',
    );
  return sequence;
}

function startOf(stream: ChangeStream, input: Json): number {
  const type = input['ShardIteratorType'];
  switch (type) {
    case 'TRIM_HORIZON':
      return stream.firstSequence;
    case 'LATEST':
      return stream.nextSequence;
    case 'AT_SEQUENCE_NUMBER':
      return givenSequence(stream, input);
    case 'AFTER_SEQUENCE_NUMBER':
      return givenSequence(stream, input) + 1;
    default:
      throw validationError(
        `1 validation error detected: Value '${JSON.stringify(type ?? null)}' at 'shardIteratorType' failed to satisfy constraint: Member must satisfy enum value set: [${TYPES.join(', ')}]`,
      );
  }
}

/** docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html */
export const makeGetShardIterator =
  (state: DynamoState): Operation =>
  async (input) => {
    const stream = findStream(state, input['StreamArn']);
    if (input['ShardId'] !== shardIdOf(stream))
      throw new AwsError('ResourceNotFoundException', `Requested resource not found: Shard does not exist`);
    const sequence = startOf(stream, input);
    return { ShardIterator: writeIterator({ streamArn: stream.options.arn, sequence }, state.cloud.clock.now()) };
  };
