import { AwsError } from '../../../core/aws-error.ts';
import type { Cloud } from '../../../core/cloud.ts';
import { OPERATOR } from '../../../core/principal.ts';
import type { MetricCondition } from '../state.ts';

/** A metric's value right now, or why there is none. `missing` is what CloudWatch would see as missing data. */
export type LiveMetric =
  | { readonly kind: 'value'; readonly value: number }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unknown'; readonly why: string };

type Attributes = Readonly<Record<string, string>>;

const count = (attributes: Attributes, name: string): number => Number(attributes[name] ?? 0);

/** docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html */
const QUEUE_METRICS: Readonly<Record<string, (attributes: Attributes) => LiveMetric>> = {
  ApproximateNumberOfMessagesVisible: (attributes) => ({
    kind: 'value',
    value: count(attributes, 'ApproximateNumberOfMessages'),
  }),
  ApproximateNumberOfMessagesNotVisible: (attributes) => ({
    kind: 'value',
    value: count(attributes, 'ApproximateNumberOfMessagesNotVisible'),
  }),
  ApproximateNumberOfMessagesDelayed: (attributes) => ({
    kind: 'value',
    value: count(attributes, 'ApproximateNumberOfMessagesDelayed'),
  }),
  ApproximateAgeOfOldestMessage: (attributes) =>
    count(attributes, 'ApproximateNumberOfMessages') + count(attributes, 'ApproximateNumberOfMessagesNotVisible') === 0
      ? { kind: 'missing' }
      : { kind: 'unknown', why: 'SQS has no call that tells the age of a message without receiving it' },
};

async function readQueue(cloud: Cloud, queueName: string): Promise<Attributes | undefined> {
  const input = { QueueUrl: `${cloud.url}/${cloud.accountId}/${queueName}`, AttributeNames: ['All'] };
  try {
    const answer = await cloud.call({ principal: OPERATOR, service: 'sqs', operation: 'GetQueueAttributes', input });
    return (answer['Attributes'] as Attributes | undefined) ?? {};
  } catch (error) {
    if (error instanceof AwsError) return undefined;
    throw error;
  }
}

async function queueMetric(cloud: Cloud, condition: MetricCondition): Promise<LiveMetric | undefined> {
  const read = Object.hasOwn(QUEUE_METRICS, condition.MetricName) ? QUEUE_METRICS[condition.MetricName] : undefined;
  const queueName = condition.Dimensions.find(({ Name }) => Name === 'QueueName')?.Value;
  if (read === undefined || queueName === undefined) return undefined;
  const attributes = await readQueue(cloud, queueName);
  return attributes === undefined ? { kind: 'missing' } : read(attributes);
}

/**
 * Asks the service that a metric is about for its value of this moment. The local cloud keeps no history of metrics, so
 * those that only count what happened (Lambda's `Errors`, `IteratorAge`, …) are unknown.
 */
export async function readLiveMetric(cloud: Cloud, condition: MetricCondition): Promise<LiveMetric> {
  const known = condition.Namespace === 'AWS/SQS' ? await queueMetric(cloud, condition) : undefined;
  return known ?? { kind: 'unknown', why: 'it records no metrics and no service call tells this one' };
}
