import type { Json } from '../../../core/aws-error.ts';

/** A message as ReceiveMessage gives it. */
export interface ReceivedMessage {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly MD5OfBody: string;
  readonly MD5OfMessageAttributes?: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly MessageAttributes?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

function attributeOf(attribute: Readonly<Record<string, unknown>>): Json {
  const { StringValue, BinaryValue, DataType } = attribute;
  return {
    ...(StringValue === undefined ? {} : { stringValue: StringValue }),
    ...(BinaryValue === undefined ? {} : { binaryValue: BinaryValue }),
    stringListValues: [],
    binaryListValues: [],
    dataType: DataType,
  };
}

/** A message as a function sees it. docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
export function queueRecord(message: ReceivedMessage, arn: string): Json {
  const attributes = Object.entries(message.MessageAttributes ?? {});
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes ?? {},
    messageAttributes: Object.fromEntries(attributes.map(([name, attribute]) => [name, attributeOf(attribute)])),
    md5OfBody: message.MD5OfBody,
    ...(message.MD5OfMessageAttributes === undefined ? {} : { md5OfMessageAttributes: message.MD5OfMessageAttributes }),
    eventSource: 'aws:sqs',
    eventSourceARN: arn,
    awsRegion: arn.split(':')[3],
  };
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/**
 * What a filter looks at: the record with its body parsed when it is JSON. A pattern for JSON never matches a plain body, and
 * the other way round. docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html
 */
export const filteredQueueRecord = (record: Json): Json => ({
  ...record,
  body: jsonOr(String(record['body'] as string)),
});
