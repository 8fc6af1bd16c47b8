import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { CommitItem } from '@tidings/event-store';
import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';

/** A handler of a table's stream that answers from which record on to deliver again. */
export type TableStreamHandler = (
  event: DynamoDBStreamEvent,
  context?: Pick<Context, 'functionName' | 'getRemainingTimeInMillis'>,
) => Promise<DynamoDBBatchResponse>;

/**
 * The commit that a record of a table's stream brings, or `undefined` when it brings something else.
 * @throws {Error} a value in the record is none that DynamoDB has.
 */
export function commitItemOf({ dynamodb }: DynamoDBRecord): CommitItem | undefined {
  const image = dynamodb?.NewImage ?? {};
  if (image['kind']?.S !== 'commit') return undefined;
  return unmarshall(image as Record<string, AttributeValue>) as CommitItem;
}

/** Where a record's commit is stored, by its key alone: for a record whose commit cannot be read. */
export function placeOf({ dynamodb }: DynamoDBRecord): { readonly stream: string; readonly eventId: string } {
  const { pk, sk } = dynamodb?.Keys ?? {};
  const stream = pk?.S ?? '';
  return { stream, eventId: `${stream}/${sk?.S ?? ''}` };
}

/**
 * The answer that has the records with these indexes delivered again. Lambda does so from the lowest sequence number
 * on, so the first of them is all it needs.
 * Source: docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export function deliverAgain(
  failed: readonly number[],
  records: DynamoDBStreamEvent['Records'],
): DynamoDBBatchResponse {
  if (failed.length === 0) return { batchItemFailures: [] };
  const first = records[Math.min(...failed)];
  return { batchItemFailures: [{ itemIdentifier: first?.dynamodb?.SequenceNumber ?? '' }] };
}

/** An error in one line, for a person to read. */
export function textOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
