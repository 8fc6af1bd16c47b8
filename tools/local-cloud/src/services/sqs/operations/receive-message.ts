import type { Json } from '../../../core/aws-error.ts';
import { NotImplementedLocallyError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { invalidAttributeName } from '../errors.ts';
import { optionalInteger, text, texts } from '../input.ts';
import { isSystemAttribute, receivedMessage, type Wanted } from '../message/received.ts';
import type { Message } from '../message/message.ts';
import { waitForMessages } from '../queue/long-poll.ts';
import type { Queue } from '../queue/queue.ts';
import { queueByUrl, type SqsState } from '../state.ts';

/** Ranges of docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
const MAX_MESSAGES = { min: 1, max: 10 };
const WAIT_SECONDS = { min: 0, max: 20 };
const VISIBILITY_SECONDS = { min: 0, max: 43_200 };

function wantedOf(input: Json): Wanted {
  const systemAttributes = [...texts(input, 'MessageSystemAttributeNames'), ...texts(input, 'AttributeNames')];
  const unknown = systemAttributes.find((name) => !isSystemAttribute(name));
  if (unknown !== undefined) throw invalidAttributeName(unknown);
  return { systemAttributes, attributes: texts(input, 'MessageAttributeNames') };
}

/** A `duplicate` fault: the message stays available beside this delivery. */
function duplicateOnRequest(state: SqsState, queue: Queue, messages: readonly Message[]): void {
  const chance = { kind: 'duplicate', service: 'sqs', operation: 'ReceiveMessage', target: queue.name } as const;
  for (const message of messages) if (state.cloud.faults.strike(chance) !== undefined) queue.duplicate(message);
}

export const makeReceiveMessage =
  (state: SqsState): Operation =>
  async (input, { abort }) => {
    const queue = queueByUrl(state, text(input, 'QueueUrl'));
    if (input['ReceiveRequestAttemptId'] !== undefined)
      throw new NotImplementedLocallyError('sqs:ReceiveMessage parameter ReceiveRequestAttemptId');
    const wanted = wantedOf(input);
    const max = optionalInteger(input, 'MaxNumberOfMessages', MAX_MESSAGES) ?? 1;
    const visibilitySeconds = optionalInteger(input, 'VisibilityTimeout', VISIBILITY_SECONDS);
    const waitSeconds = optionalInteger(input, 'WaitTimeSeconds', WAIT_SECONDS) ?? queue.settings.receiveWaitSeconds;
    const messages = await waitForMessages(state.cloud, queue, {
      waitMs: waitSeconds * 1000,
      abort,
      receive: () => queue.receive({ max, visibilitySeconds }),
    });
    duplicateOnRequest(state, queue, messages);
    if (messages.length === 0) return {};
    return { Messages: messages.map((message) => receivedMessage(message, queue.handleOf(message), wanted)) };
  };
