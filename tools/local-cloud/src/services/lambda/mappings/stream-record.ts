import type { Json } from '../../../core/aws-error.ts';

/** A record as GetRecords gives it. docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html */
export interface StreamRecord {
  readonly eventID: string;
  readonly dynamodb: {
    /** Epoch seconds. */
    readonly ApproximateCreationDateTime: number;
    readonly Keys: Json;
    readonly SequenceNumber: string;
    /** Of keys and images. */
    readonly SizeBytes: number;
  };
  readonly userIdentity?: { readonly Type: string; readonly PrincipalId: string };
}

/** A record as a function sees it. docs.aws.amazon.com/lambda/latest/dg/with-ddb.html */
export function streamEventRecord(record: StreamRecord, streamArn: string): Json {
  const { userIdentity, ...rest } = record;
  return {
    ...rest,
    eventSourceARN: streamArn,
    ...(userIdentity === undefined
      ? {}
      : { userIdentity: { type: userIdentity.Type, principalId: userIdentity.PrincipalId } }),
  };
}

/** A number that is the same for all records of one item. */
export function laneOf(record: StreamRecord, lanes: number): number {
  if (lanes === 1) return 0;
  let hash = 0;
  for (const character of JSON.stringify(record.dynamodb.Keys))
    hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) | 0;
  return Math.abs(hash) % lanes;
}
