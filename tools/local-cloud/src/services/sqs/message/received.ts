import type { Json } from '../../../core/aws-error.ts';
import { md5OfAttributes } from './digests.ts';
import type { Message, MessageAttribute, MessageAttributes } from './message.ts';

/** Which attributes a receiver asked for. */
export interface Wanted {
  readonly systemAttributes: readonly string[];
  readonly attributes: readonly string[];
}

/** Names a receiver may ask for. docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
const SYSTEM_ATTRIBUTES: Readonly<Record<string, (message: Message) => string | undefined>> = {
  SenderId: (message) => message.letter.senderId,
  SentTimestamp: (message) => String(message.enqueuedAt),
  ApproximateReceiveCount: (message) => String(message.receiveCount),
  ApproximateFirstReceiveTimestamp: (message) => String(message.firstReceivedAt ?? ''),
  SequenceNumber: (message) => message.sequenceNumber,
  MessageDeduplicationId: (message) => message.letter.deduplicationId,
  MessageGroupId: (message) => message.letter.groupId,
  AWSTraceHeader: (message) => message.letter.systemAttributes['AWSTraceHeader']?.StringValue,
  DeadLetterQueueSourceArn: (message) => message.deadLetterSourceArn,
};

/** True for a name that ReceiveMessage knows. */
export const isSystemAttribute = (name: string): boolean => name === 'All' || Object.hasOwn(SYSTEM_ATTRIBUTES, name);

function systemAttributesOf(message: Message, wanted: readonly string[]): Json | undefined {
  if (wanted.length === 0) return undefined;
  const all = wanted.includes('All');
  const picked: Record<string, string> = {};
  for (const [name, read] of Object.entries(SYSTEM_ATTRIBUTES)) {
    const value = all || wanted.includes(name) ? read(message) : undefined;
    if (value !== undefined) picked[name] = value;
  }
  return picked;
}

/** A name is wanted when it is listed, `All` or `.*` is, or `prefix.*` fits. */
function isWanted(name: string, wanted: readonly string[]): boolean {
  return wanted.some(
    (pattern) =>
      pattern === 'All' || pattern === name || (pattern.endsWith('.*') && name.startsWith(pattern.slice(0, -2))),
  );
}

function onWire({ BinaryValue, ...attribute }: MessageAttribute): Json {
  return BinaryValue === undefined
    ? attribute
    : { ...attribute, BinaryValue: Buffer.from(BinaryValue).toString('base64') };
}

function attributesOf(attributes: MessageAttributes, wanted: readonly string[]): Json {
  if (wanted.length === 0) return {};
  const names = Object.keys(attributes).filter((name) => isWanted(name, wanted));
  if (names.length === 0) return {};
  const picked = Object.fromEntries(names.map((name) => [name, attributes[name] ?? { DataType: '' }]));
  const wire = Object.fromEntries(Object.entries(picked).map(([name, attribute]) => [name, onWire(attribute)]));
  return { MessageAttributes: wire, MD5OfMessageAttributes: md5OfAttributes(picked) };
}

/** A message as ReceiveMessage answers it. */
export function receivedMessage(message: Message, receiptHandle: string, wanted: Wanted): Json {
  const system = systemAttributesOf(message, wanted.systemAttributes);
  return {
    MessageId: message.id,
    ReceiptHandle: receiptHandle,
    MD5OfBody: message.md5OfBody,
    Body: message.letter.body,
    ...(system === undefined ? {} : { Attributes: system }),
    ...attributesOf(message.letter.attributes, wanted.attributes),
  };
}
