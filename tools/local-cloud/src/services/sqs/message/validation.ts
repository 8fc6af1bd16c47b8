import type { Json } from '../../../core/aws-error.ts';
import { invalidMessageContents, invalidParameter, invalidParameterValue, missingParameter } from '../errors.ts';
import { optionalText, structure } from '../input.ts';
import type { MessageAttribute, MessageAttributes } from './message.ts';

/** Limits of docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
const MAX_ATTRIBUTES = 10;

/** Everything but the control characters that XML refuses, lone surrogates, and U+FFFE and U+FFFF. API_SendMessage.html */
// eslint-disable-next-line no-control-regex
const FORBIDDEN_CHARACTERS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/u;

const ATTRIBUTE_NAME = /^(?!AWS\.|Amazon\.)(?!\.)(?!.*\.\.)(?!.*\.$)[A-Za-z0-9_.-]{1,256}$/i;

const DATA_TYPE = /^(?:String|Number|Binary)(?:\..+)?$/;

/** @throws {AwsError} InvalidMessageContents, or MissingParameter when empty. */
export function checkedBody(body: string | undefined): string {
  if (body === undefined || body === '') throw missingParameter('MessageBody');
  if (FORBIDDEN_CHARACTERS.test(body)) throw invalidMessageContents();
  return body;
}

function binaryOf(value: unknown): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  return typeof value === 'string' ? Buffer.from(value, 'base64') : undefined;
}

function checkValue(name: string, dataType: string, value: string | Uint8Array | undefined): void {
  const kind = dataType.startsWith('Binary') ? 'Binary' : 'String';
  if ((value?.length ?? 0) === 0)
    throw invalidParameter(`The message (user) attribute '${name}' must contain a non-empty value of type '${kind}'.`);
  if (dataType.startsWith('Number') && !Number.isFinite(Number(value)))
    throw invalidParameter(`Can't cast the value of message (user) attribute '${name}' to a number.`);
}

function attributeOf(name: string, value: unknown): MessageAttribute {
  const raw = structure({ [name]: value }, name);
  const dataType = optionalText(raw, 'DataType') ?? '';
  if (!DATA_TYPE.test(dataType))
    throw invalidParameter(
      `The type of message (user) attribute '${name}' is invalid. You must use only the following supported type prefixes: Binary, Number, String.`,
    );
  const binary = dataType.startsWith('Binary') ? binaryOf(raw['BinaryValue']) : undefined;
  const content = binary ?? optionalText(raw, 'StringValue');
  checkValue(name, dataType, content);
  return binary === undefined
    ? { DataType: dataType, StringValue: String(content) }
    : { DataType: dataType, BinaryValue: binary };
}

/** User attributes of a message, checked. @throws {AwsError} InvalidParameterValue. */
export function checkedAttributes(input: Json): MessageAttributes {
  const entries = Object.entries(structure(input, 'MessageAttributes'));
  if (entries.length > MAX_ATTRIBUTES)
    throw invalidParameter(
      `Number of message attributes [${entries.length}] exceeds the allowed maximum [${MAX_ATTRIBUTES}].`,
    );
  const odd = entries.find(([name]) => !ATTRIBUTE_NAME.test(name));
  if (odd !== undefined)
    throw invalidParameter(
      "Message (user) attribute name can contain only letters, digits, '_', '-' and '.', must not start with 'AWS.' or 'Amazon.', and not start or end with '.'.",
    );
  return Object.fromEntries(entries.map(([name, raw]) => [name, attributeOf(name, raw)]));
}

/** `AWSTraceHeader` is the one system attribute a sender may set. API_SendMessage.html */
export function checkedSystemAttributes(input: Json): MessageAttributes {
  const attributes: Record<string, MessageAttribute> = {};
  for (const [name, raw] of Object.entries(structure(input, 'MessageSystemAttributes'))) {
    if (name !== 'AWSTraceHeader')
      throw invalidParameterValue('MessageSystemAttributes', name, 'Message system attribute name is not supported.');
    attributes[name] = attributeOf(name, raw);
  }
  return attributes;
}

const bytesOf = (value: string | Uint8Array): number =>
  typeof value === 'string' ? Buffer.byteLength(value) : value.length;

/** Body plus names, types and values of the user attributes, in bytes. */
export function messageBytes(body: string, attributes: MessageAttributes): number {
  let total = bytesOf(body);
  for (const [name, { DataType, BinaryValue, StringValue }] of Object.entries(attributes))
    total += bytesOf(name) + bytesOf(DataType) + bytesOf(BinaryValue ?? StringValue ?? '');
  return total;
}
