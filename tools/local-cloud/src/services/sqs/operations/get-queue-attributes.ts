import type { Operation } from '../../../core/service.ts';
import { invalidAttributeName } from '../errors.ts';
import { text, texts } from '../input.ts';
import { isQueueAttribute } from '../queue/attributes.ts';
import type { Queue } from '../queue/queue.ts';
import { queueByUrl, type SqsState } from '../state.ts';

const epochSeconds = (milliseconds: number): string => String(Math.floor(milliseconds / 1000));

function allAttributes(queue: Queue): Readonly<Record<string, string>> {
  const { visible, inFlight, delayed } = queue.counts();
  return {
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    CreatedTimestamp: epochSeconds(queue.createdAt),
    LastModifiedTimestamp: epochSeconds(queue.modifiedAt),
    ...queue.attributes,
  };
}

/** The counts are exact here. docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html */
export const makeGetQueueAttributes =
  (state: SqsState): Operation =>
  async (input) => {
    const queue = queueByUrl(state, text(input, 'QueueUrl'));
    const names = texts(input, 'AttributeNames');
    const unknown = names.find((name) => !isQueueAttribute(name));
    if (unknown !== undefined) throw invalidAttributeName(unknown);
    if (names.length === 0) return {};
    const wanted = Object.entries(allAttributes(queue)).filter(
      ([name]) => names.includes('All') || names.includes(name),
    );
    return { Attributes: Object.fromEntries(wanted) };
  };
