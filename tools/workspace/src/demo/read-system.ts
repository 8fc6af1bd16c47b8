import type { StackSummary } from '@tidings/local-cloud';
import { everyPage } from './operator.ts';
import type { Aws, Members } from './operator.ts';
import type { Handled } from './settle-times.ts';

export type { Aws } from './operator.ts';

const MESSAGE_COUNTS = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
];

/** Physical ids of all resources of one type. */
export const resourcesOf = (stacks: readonly StackSummary[], type: string): readonly string[] =>
  stacks.flatMap(({ resources }) => resources.filter((one) => one.type === type).map((one) => one.physicalId));

/**
 * Messages in any queue of the stacks. When nothing moves any more the work queues are empty, so that whatever is left
 * lies in a dead-letter queue, was parked by a publisher, or is stuck.
 */
export async function countDeadLetters(aws: Aws, stacks: readonly StackSummary[]): Promise<number> {
  let count = 0;
  for (const QueueUrl of resourcesOf(stacks, 'AWS::SQS::Queue')) {
    const { Attributes } = await aws('sqs', 'GetQueueAttributes', { QueueUrl, AttributeNames: MESSAGE_COUNTS });
    for (const name of MESSAGE_COUNTS) count += Number((Attributes as Members)[name] ?? 0);
  }
  return count;
}

/** The line that every consumer writes when it is done with an event. */
const DONE = 'Event handled';

function handledLine(text: string): Handled | undefined {
  if (!text.includes(DONE)) return undefined;
  const line = JSON.parse(text) as Members;
  const { message, eventId, timestamp } = line;
  if (message !== DONE || typeof eventId !== 'string' || typeof timestamp !== 'string') return undefined;
  return { eventId, at: Date.parse(timestamp) };
}

/** What the consumers' logs say they have handled, and when. */
export async function readHandled(aws: Aws): Promise<readonly Handled[]> {
  const groups = await everyPage((token) => aws('logs', 'DescribeLogGroups', token), {
    list: 'logGroups',
    token: 'nextToken',
  });
  const handled: Handled[] = [];
  for (const { logGroupName } of groups) {
    const input = { logGroupName, filterPattern: `"${DONE}"` };
    const lines = await everyPage((token) => aws('logs', 'FilterLogEvents', { ...input, ...token }), {
      list: 'events',
      token: 'nextToken',
    });
    handled.push(...lines.flatMap(({ message }) => handledLine(String(message)) ?? []));
  }
  return handled;
}
