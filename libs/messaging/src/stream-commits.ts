import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { type Commit, type CommitItem, commitOf, type DomainEvent } from '@tidings/event-store';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';

/**
 * The commit that a record of a table's stream brings, or `undefined` when it brings something else.
 * @throws {Error} a value in the record is none that DynamoDB has.
 */
export function commitItemOf({ dynamodb }: DynamoDBRecord): CommitItem | undefined {
  const image = dynamodb?.NewImage ?? {};
  if (image['kind']?.S !== 'commit') return undefined;
  return unmarshall(image as Record<string, AttributeValue>) as CommitItem;
}

/** The commits of a batch, for a projection of the service's own events. */
export function commitsOf<E extends DomainEvent>({ Records: records }: DynamoDBStreamEvent): readonly Commit<E>[] {
  const items = records.map((record) => commitItemOf(record) as CommitItem<E> | undefined);
  return items.filter((item) => item !== undefined).map((item) => commitOf(item));
}
