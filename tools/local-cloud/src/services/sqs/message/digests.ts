import { createHash } from 'node:crypto';
import type { MessageAttribute, MessageAttributes } from './message.ts';

const STRING_VALUE = 1;
const BINARY_VALUE = 2;

export const md5Hex = (data: string | Uint8Array): string => createHash('md5').update(data).digest('hex');

function sized(data: string | Uint8Array): Buffer {
  const bytes = typeof data === 'string' ? Buffer.from(data) : Buffer.from(data);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function encoded(name: string, attribute: MessageAttribute): Buffer {
  const binary = attribute.BinaryValue !== undefined;
  return Buffer.concat([
    sized(name),
    sized(attribute.DataType),
    Buffer.from([binary ? BINARY_VALUE : STRING_VALUE]),
    sized(attribute.BinaryValue ?? attribute.StringValue ?? ''),
  ]);
}

/**
 * The digest clients check: attributes by name, each as length-prefixed name, type and value. Undefined without attributes.
 * docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 */
export function md5OfAttributes(attributes: MessageAttributes): string | undefined {
  const names = Object.keys(attributes).toSorted();
  if (names.length === 0) return undefined;
  const parts = names.map((name) => encoded(name, attributes[name] ?? { DataType: '' }));
  return md5Hex(Buffer.concat(parts));
}
