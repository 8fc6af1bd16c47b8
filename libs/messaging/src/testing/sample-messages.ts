import { marshall } from '@aws-sdk/util-dynamodb';
import { type CommitContext, commitItem, type DomainEvent } from '@tidings/event-store';
import type { OrderTakenV1 } from './order-taken.ts';
import type { DynamoDBRecord, SQSEvent, SQSRecord } from 'aws-lambda';

export const SAMPLE_CONTEXT: CommitContext = {
  occurredAt: '2026-03-01T12:00:00.000Z',
  correlationId: 'c-1',
  causationId: 'r-1',
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  hops: 0,
};

const ORDER_ID = '6f1f1d5e-2c1b-5f0e-9d4a-0b7f4a3f6c21';
export const SAMPLE_STREAM: string = `order-${ORDER_ID}`;

/** A valid OrderTaken, changed where a spec says so. */
export function orderTakenEvent(changes: Partial<OrderTakenV1> = {}): DomainEvent {
  const data: OrderTakenV1 = {
    orderId: ORDER_ID,
    country: 'GB',
    lines: [{ sku: '85123A', description: 'White lantern', quantity: 6, unitPriceMinor: 255 }],
    totalMinor: 1_530,
    placedAt: '2026-03-01T12:00:00.000Z',
    ...changes,
  };
  return { type: 'OrderTaken', version: 1, data };
}

/** A queue's batch of EventBridge events; each change is laid over a valid envelope. */
export function queueBatch(...changes: readonly Readonly<Record<string, unknown>>[]): SQSEvent {
  return { Records: changes.map((change, index) => queueRecord(busEventText(change), index)) };
}

/** One message with any body. */
export function queueRecord(body: string, index = 0): SQSRecord {
  return {
    messageId: `message-${index}`,
    receiptHandle: `receipt-${index}`,
    body,
    attributes: {
      ApproximateReceiveCount: '2',
      SentTimestamp: '0',
      SenderId: 'bus',
      ApproximateFirstReceiveTimestamp: '0',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:eu-west-1:000000000000:queue',
    awsRegion: 'eu-west-1',
  };
}

/** The text of an EventBridge event around an OrderTaken. */
export function busEventText(envelopeChanges: Readonly<Record<string, unknown>> = {}, around: object = {}): string {
  const detail = { id: `${SAMPLE_STREAM}/1`, ...orderTakenEvent(), ...SAMPLE_CONTEXT, ...envelopeChanges };
  return JSON.stringify({ source: 'shop', 'detail-type': 'OrderTaken', ...around, detail });
}

interface SampleCommit {
  readonly stream?: string;
  readonly position?: number;
  readonly events?: readonly DomainEvent[];
  readonly context?: Partial<CommitContext>;
}

/** A record of a table's stream that brings a commit. Its sequence number is `s<index>`. */
export function commitRecord(index: number, commit: SampleCommit = {}): DynamoDBRecord {
  const { stream = SAMPLE_STREAM, position = 1, events = [orderTakenEvent()] } = commit;
  const context = { ...SAMPLE_CONTEXT, ...commit.context };
  const item = commitItem(stream, events, { expectedVersion: position - 1, context });
  return imageRecord(index, item);
}

/** A record of a table's stream that brings any item. */
export function imageRecord(index: number, item: object): DynamoDBRecord {
  const image = marshall(item) as NonNullable<DynamoDBRecord['dynamodb']>['NewImage'] & {};
  const { pk, sk } = image;
  const keys = { ...(pk === undefined ? {} : { pk }), ...(sk === undefined ? {} : { sk }) };
  return { eventName: 'INSERT', dynamodb: { Keys: keys, NewImage: image, SequenceNumber: `s${index}` } };
}
