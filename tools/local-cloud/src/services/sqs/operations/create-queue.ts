import type { Operation } from '../../../core/service.ts';
import { invalidAttributeValue, invalidParameter, queueDeletedRecently, queueNameExists } from '../errors.ts';
import { text, textMap } from '../input.ts';
import { checkAttributes } from '../queue/attributes.ts';
import type { Queue } from '../queue/queue.ts';
import type { QueueAttributes } from '../queue/settings.ts';
import { makeQueue, queueUrl, type SqsState } from '../state.ts';

/** Up to 80 characters, `.fifo` included. docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html */
const QUEUE_NAME = /^(?=.{1,80}$)[A-Za-z0-9_-]+(?:\.fifo)?$/;

/** The same page: a name is free again 60 seconds after its queue was deleted. */
const NAME_REUSE_MS = 60_000;

function checkName(name: string, attributes: QueueAttributes): void {
  if (!QUEUE_NAME.test(name))
    throw invalidParameter('Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length');
  const fifo = name.endsWith('.fifo');
  if (fifo && attributes['FifoQueue'] !== 'true')
    throw invalidParameter(
      'The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length.',
    );
  if (!fifo && attributes['FifoQueue'] !== undefined)
    throw invalidAttributeValue('FifoQueue', 'The name must end with .fifo.');
}

/** The same name and the same values of the attributes given is the same queue. */
function checkSame(queue: Queue, attributes: QueueAttributes): void {
  const different = Object.keys(attributes).find((name) => queue.attributes[name] !== attributes[name]);
  if (different !== undefined) throw queueNameExists(different);
}

export const makeCreateQueue =
  (state: SqsState): Operation =>
  async (input) => {
    const name = text(input, 'QueueName');
    const attributes = textMap(input, 'Attributes');
    const known = state.queues.get(name);
    checkName(name, attributes);
    checkAttributes(attributes, name.endsWith('.fifo'));
    if (known !== undefined) checkSame(known, attributes);
    else if (state.cloud.clock.now() - (state.deletedAt.get(name) ?? -Infinity) < NAME_REUSE_MS)
      throw queueDeletedRecently();
    const queue = known ?? makeQueue(state, name, attributes);
    if (known === undefined)
      for (const [key, value] of Object.entries(textMap(input, 'tags'))) queue.tags.set(key, value);
    return { QueueUrl: queueUrl(state.cloud, name) };
  };
