import type { Aws, Members } from './operator.ts';

/** Events that a demo brings about, whose number is known. */
type CountedEvent = 'OrderPlaced' | 'OrderCancelled';

/** Counts the events of orders that reach the bus: with a rule and a queue of its own. */
export interface EventTap {
  /** Takes what has arrived and counts distinct events, by id. */
  count(): Promise<Readonly<Record<CountedEvent, number>>>;
}

/**
 * Every event of ours: the tap counts what there is, and needs no contract, so that the demo is not affected by a
 * change to one.
 */
const ALL_OF_OURS = { source: [{ 'anything-but': { prefix: 'aws.' } }] };

const NAME = 'demo-tap';

/** The most that one call hands out. docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
const MAX_MESSAGES = 10;

const busPolicy = (queueArn: string, ruleArn: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: queueArn,
        Condition: { ArnEquals: { 'aws:SourceArn': ruleArn } },
      },
    ],
  });

async function makeQueue(aws: Aws): Promise<{ readonly url: string; readonly arn: string }> {
  const { QueueUrl } = await aws('sqs', 'CreateQueue', { QueueName: NAME });
  const url = String(QueueUrl);
  const { Attributes } = await aws('sqs', 'GetQueueAttributes', { QueueUrl: url, AttributeNames: ['QueueArn'] });
  return { url, arn: String((Attributes as Members)['QueueArn']) };
}

async function receive(aws: Aws, url: string): Promise<readonly Members[]> {
  const { Messages } = await aws('sqs', 'ReceiveMessage', { QueueUrl: url, MaxNumberOfMessages: MAX_MESSAGES });
  const messages = (Messages as readonly Members[] | undefined) ?? [];
  if (messages.length > 0) {
    const Entries = messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    await aws('sqs', 'DeleteMessageBatch', { QueueUrl: url, Entries });
  }
  return messages;
}

interface BusEvent {
  readonly 'detail-type': string;
  readonly detail: { readonly id: string };
}

/** Opens a tap on a bus. Events published before are not seen. */
export async function openTap(aws: Aws, busName: string): Promise<EventTap> {
  const queue = await makeQueue(aws);
  const rule = { Name: NAME, EventBusName: busName, EventPattern: JSON.stringify(ALL_OF_OURS) };
  const { RuleArn } = await aws('events', 'PutRule', rule);
  const Policy = busPolicy(queue.arn, String(RuleArn));
  await aws('sqs', 'SetQueueAttributes', { QueueUrl: queue.url, Attributes: { Policy } });
  await aws('events', 'PutTargets', { Rule: NAME, EventBusName: busName, Targets: [{ Id: 'queue', Arn: queue.arn }] });
  const seen = new Map<string, Set<string>>();
  const countOf = (type: CountedEvent): number => seen.get(type)?.size ?? 0;
  return {
    count: async () => {
      for (
        let messages = await receive(aws, queue.url);
        messages.length > 0;
        messages = await receive(aws, queue.url)
      ) {
        for (const { Body } of messages) {
          const { 'detail-type': type, detail } = JSON.parse(String(Body)) as BusEvent;
          seen.set(type, (seen.get(type) ?? new Set()).add(detail.id));
        }
      }
      return { OrderPlaced: countOf('OrderPlaced'), OrderCancelled: countOf('OrderCancelled') };
    },
  };
}
