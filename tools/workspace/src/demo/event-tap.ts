import { orderCancelled } from '@tidings/events/orders/order-cancelled';
import { orderPlaced } from '@tidings/events/orders/order-placed';
import type { Aws, Members } from './operator.ts';

/** Counts the events of orders that reach the bus, as any new consumer would: with a rule and a queue of its own. */
export interface EventTap {
  /** Takes what has arrived and counts distinct events, by id. */
  count(): Promise<Readonly<Record<'OrderPlaced' | 'OrderCancelled', number>>>;
}

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

/** Opens a tap on a bus. Events published before are not seen. */
export async function openTap(aws: Aws, busName: string): Promise<EventTap> {
  const queue = await makeQueue(aws);
  const pattern = { source: [orderPlaced.source], 'detail-type': [orderPlaced.type, orderCancelled.type] };
  const rule = { Name: NAME, EventBusName: busName, EventPattern: JSON.stringify(pattern) };
  const { RuleArn } = await aws('events', 'PutRule', rule);
  const Policy = busPolicy(queue.arn, String(RuleArn));
  await aws('sqs', 'SetQueueAttributes', { QueueUrl: queue.url, Attributes: { Policy } });
  await aws('events', 'PutTargets', { Rule: NAME, EventBusName: busName, Targets: [{ Id: 'queue', Arn: queue.arn }] });
  const seen = { OrderPlaced: new Set<string>(), OrderCancelled: new Set<string>() };
  return {
    count: async () => {
      for (
        let messages = await receive(aws, queue.url);
        messages.length > 0;
        messages = await receive(aws, queue.url)
      ) {
        for (const { Body } of messages) {
          const event = JSON.parse(String(Body)) as {
            'detail-type': keyof typeof seen;
            detail: { readonly id: string };
          };
          seen[event['detail-type']].add(event.detail.id);
        }
      }
      return { OrderPlaced: seen.OrderPlaced.size, OrderCancelled: seen.OrderCancelled.size };
    },
  };
}
