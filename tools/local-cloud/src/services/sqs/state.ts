import type { Cloud } from '../../core/cloud.ts';
import { invalidParameterValue, queueDoesNotExist } from './errors.ts';
import type { Message } from './message/message.ts';
import type { MoveTask } from './queue/move-task.ts';
import { checkAttributes, withDefaults } from './queue/attributes.ts';
import { Queue } from './queue/queue.ts';
import type { QueueAttributes } from './queue/settings.ts';

/** Everything one cloud's SQS knows. */
export interface SqsState {
  readonly cloud: Cloud;
  readonly queues: Map<string, Queue>;
  /** Epoch milliseconds at which a name was freed. */
  readonly deletedAt: Map<string, number>;
  readonly moveTasks: MoveTask[];
}

export const makeState = (cloud: Cloud): SqsState => ({
  cloud,
  queues: new Map(),
  deletedAt: new Map(),
  moveTasks: [],
});

/** Last segment of a queue's URL or ARN. */
export const lastSegment = (text: string): string =>
  text.slice(Math.max(text.lastIndexOf('/'), text.lastIndexOf(':')) + 1);

export const queueUrl = (cloud: Cloud, name: string): string => `${cloud.url}/${cloud.accountId}/${name}`;

export const queueArn = (cloud: Cloud, name: string): string => cloud.arn('sqs', name);

/** @throws {AwsError} QueueDoesNotExist. */
export function queueByUrl(state: SqsState, url: string): Queue {
  const queue = state.queues.get(lastSegment(url));
  if (queue === undefined) throw queueDoesNotExist();
  return queue;
}

export function queueByArn(state: SqsState, arn: string): Queue | undefined {
  const queue = state.queues.get(lastSegment(arn));
  return queue?.arn === arn ? queue : undefined;
}

/** True when the dead-letter queue lets this queue use it. API_SetQueueAttributes.html, RedriveAllowPolicy */
export function allowsRedriveFrom(deadLetters: Queue, sourceArn: string): boolean {
  const { redrivePermission, sourceQueueArns } = deadLetters.settings.redriveAllow;
  if (redrivePermission === 'byQueue') return sourceQueueArns.includes(sourceArn);
  return redrivePermission === 'allowAll';
}

/** @throws {AwsError} InvalidParameterValue when the policy's queue is missing, of the other kind, or does not allow it. */
export function checkRedriveTarget(state: SqsState, source: { name: string; fifo: boolean }, policy: string): void {
  const { deadLetterTargetArn } = JSON.parse(policy) as { deadLetterTargetArn: string };
  const refuse = (reason: string): never => {
    throw invalidParameterValue('RedrivePolicy', policy, reason);
  };
  const target = queueByArn(state, deadLetterTargetArn);
  if (target === undefined) return refuse('Dead letter target does not exist.');
  if (target.fifo !== source.fifo) refuse('Dead-letter queue must be same type of queue as the source.');
  if (!allowsRedriveFrom(target, queueArn(state.cloud, source.name)))
    refuse('The dead-letter queue does not allow this source queue.');
}

/** Moves a message that failed too often to its dead-letter queue: same id, and for standard queues the same enqueue time. */
function bury(
  state: SqsState,
  source: Queue,
  { message, targetArn }: { message: Message; targetArn: string },
): boolean {
  const target = queueByArn(state, targetArn);
  if (target === undefined) return false;
  const { letter, id, enqueuedAt, receiveCount, firstReceivedAt } = message;
  const admission = { letter, id, receiveCount, firstReceivedAt, deadLetterSourceArn: source.arn };
  target.admit(source.fifo ? admission : { ...admission, enqueuedAt });
  return true;
}

/** Makes a queue from the attributes that were given. @throws {AwsError} for a bad attribute. */
export function makeQueue(state: SqsState, name: string, attributes: QueueAttributes): Queue {
  const { cloud } = state;
  const fifo = name.endsWith('.fifo');
  checkAttributes(attributes, fifo);
  if (attributes['RedrivePolicy']) checkRedriveTarget(state, { name, fifo }, attributes['RedrivePolicy']);
  const arn = queueArn(cloud, name);
  const queue: Queue = new Queue({
    name,
    arn,
    attributes: withDefaults(attributes, fifo),
    clock: cloud.clock,
    wake: () => cloud.signals.notify(`queue:${arn}`),
    bury: (message, targetArn) => bury(state, queue, { message, targetArn }),
  });
  state.queues.set(name, queue);
  return queue;
}
