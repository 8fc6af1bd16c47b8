import type { Operation } from '../../../core/service.ts';
import { invalidAttributeValue } from '../errors.ts';
import { text, textMap } from '../input.ts';
import { checkAttributes, withoutEmpty } from '../queue/attributes.ts';
import type { Queue } from '../queue/queue.ts';
import type { QueueAttributes } from '../queue/settings.ts';
import { checkRedriveTarget, queueByUrl, type SqsState } from '../state.ts';

/** Checks and sets attributes; an empty policy takes it away. @throws {AwsError} for a bad name or value. */
export function setAttributes(state: SqsState, queue: Queue, changes: QueueAttributes): void {
  checkAttributes(changes, queue.fifo);
  if (changes['FifoQueue'] !== undefined) throw invalidAttributeValue('FifoQueue', 'A queue cannot change its type.');
  if (changes['RedrivePolicy']) checkRedriveTarget(state, queue, changes['RedrivePolicy']);
  queue.configure(withoutEmpty({ ...queue.attributes, ...changes }));
}

/** docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
export const makeSetQueueAttributes =
  (state: SqsState): Operation =>
  async (input) => {
    setAttributes(state, queueByUrl(state, text(input, 'QueueUrl')), textMap(input, 'Attributes'));
    return {};
  };
