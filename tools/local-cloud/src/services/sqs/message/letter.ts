import { createHash } from 'node:crypto';
import type { Json } from '../../../core/aws-error.ts';
import { invalidParameter, invalidParameterValue, missingParameter } from '../errors.ts';
import { optionalInteger, optionalText } from '../input.ts';
import type { Queue } from '../queue/queue.ts';
import type { Letter } from './message.ts';
import { checkedAttributes, checkedBody, checkedSystemAttributes, messageBytes } from './validation.ts';

/** docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
const GROUP_OR_DEDUPLICATION_ID = /^[A-Za-z0-9!"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~]{1,128}$/;

const DELAY_SECONDS = { min: 0, max: 900 };

function checkedId(input: Json, name: 'MessageGroupId' | 'MessageDeduplicationId'): string | undefined {
  const id = optionalText(input, name);
  if (id === undefined || GROUP_OR_DEDUPLICATION_ID.test(id)) return id;
  throw invalidParameterValue(
    name,
    id,
    `${name} can only include alphanumeric and punctuation characters. 1 to 128 in length.`,
  );
}

function deduplicationIdOf(queue: Queue, input: Json, body: string): string | undefined {
  const given = checkedId(input, 'MessageDeduplicationId');
  if (!queue.fifo) {
    if (given === undefined) return undefined;
    throw invalidParameterValue(
      'MessageDeduplicationId',
      given,
      'The request include parameter that is not valid for this queue type.',
    );
  }
  if (given !== undefined) return given;
  if (queue.settings.contentBasedDeduplication) return createHash('sha256').update(body).digest('hex');
  throw invalidParameter(
    'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
  );
}

function delayOf(queue: Queue, input: Json): number | undefined {
  const delay = optionalInteger(input, 'DelaySeconds', DELAY_SECONDS);
  if (queue.fifo && delay !== undefined && delay !== 0)
    throw invalidParameterValue(
      'DelaySeconds',
      delay,
      'The request include parameter that is not valid for this queue type.',
    );
  return queue.fifo ? undefined : delay;
}

/**
 * What a SendMessage input or a batch entry asks to send, checked against the queue.
 * @throws {AwsError} as SendMessage does.
 */
export function letterOf(queue: Queue, input: Json, senderId: string): Letter {
  const body = checkedBody(optionalText(input, 'MessageBody'));
  const attributes = checkedAttributes(input);
  const limit = queue.settings.maximumMessageSizeBytes;
  if (messageBytes(body, attributes) > limit)
    throw invalidParameter(`One or more parameters are invalid. Reason: Message must be shorter than ${limit} bytes.`);
  const groupId = checkedId(input, 'MessageGroupId');
  if (queue.fifo && groupId === undefined) throw missingParameter('MessageGroupId');
  return {
    body,
    attributes,
    systemAttributes: checkedSystemAttributes(input),
    groupId,
    deduplicationId: deduplicationIdOf(queue, input, body),
    senderId,
    delaySeconds: delayOf(queue, input),
  };
}
