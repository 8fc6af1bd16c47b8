import { AwsError } from '../../../core/aws-error.ts';
import type { Json } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import type { DynamoState } from '../state.ts';
import { findStream } from '../streams/find-stream.ts';
import { readIterator, writeIterator } from '../streams/iterator.ts';
import { describeRecord } from '../streams/record.ts';

/** docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html */
const MAX_RECORDS = 1000;
const MAX_BYTES = 1024 * 1024;

function readLimit(input: Json): number {
  const limit = input['Limit'] ?? MAX_RECORDS;
  if (typeof limit === 'number' && limit >= 1 && limit <= MAX_RECORDS) return limit;
  throw new AwsError(
    'ValidationException',
    `1 validation error detected: Value '${JSON.stringify(limit)}' at 'limit' failed to satisfy constraint: Member must have value ${typeof limit === 'number' && limit > MAX_RECORDS ? `less than or equal to ${MAX_RECORDS}` : 'greater than or equal to 1'}`,
  );
}

const bytesOf = (record: Json): number => (record['dynamodb'] as { readonly SizeBytes: number }).SizeBytes;

/** As many records from the start as one answer may carry, at least one. */
function firstMegabyte(records: readonly Json[]): readonly Json[] {
  let bytes = 0;
  const end = records.findIndex((record, index) => {
    bytes += bytesOf(record);
    return index > 0 && bytes > MAX_BYTES;
  });
  return end < 0 ? records : records.slice(0, end);
}

export const makeGetRecords =
  (state: DynamoState): Operation =>
  async (input) => {
    const nowMs = state.cloud.clock.now();
    const { streamArn, sequence } = readIterator(input['ShardIterator'], nowMs);
    const stream = findStream(state, streamArn);
    if (sequence < stream.firstSequence)
      throw new AwsError(
        'TrimmedDataAccessException',
        'The operation attempted to read past the oldest stream record in a shard.',
      );
    const context = { stream, region: state.cloud.region, size: state.engine.functions.itemSize };
    const found = stream.read(sequence, readLimit(input)).map((change) => describeRecord(context, change));
    const records = firstMegabyte(found);
    const next = sequence + records.length;
    const isDrained = stream.isClosed && next >= stream.nextSequence;
    return {
      Records: records,
      ...(isDrained ? {} : { NextShardIterator: writeIterator({ streamArn, sequence: next }, nowMs) }),
    };
  };
