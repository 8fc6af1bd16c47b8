import type { Json } from '../../../core/aws-error.ts';
import type { Cloud } from '../../../core/cloud.ts';
import type { Failure } from './courier.ts';
import { EVENTS_SERVICE } from './send-to-target.ts';
import type { Delivery } from './send-to-target.ts';

const text = (value: string): Json => ({ DataType: 'String', StringValue: value });

/** docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html */
function attributesOf(delivery: Delivery, { error, retries, exhaustedBy }: Failure): Json {
  return {
    RULE_ARN: text(delivery.rule.arn),
    TARGET_ARN: text(delivery.target.Arn),
    ERROR_CODE: text(error.code),
    ERROR_MESSAGE: text(error.message),
    ...(exhaustedBy === undefined
      ? {}
      : { EXHAUSTED_RETRY_CONDITION: text(exhaustedBy), RETRY_ATTEMPTS: text(String(retries)) }),
  };
}

/**
 * Sends the original event to the target's dead-letter queue, if it has one and its policy lets EventBridge; otherwise the
 * event is dropped, as on AWS.
 */
export async function sendDeadLetter(cloud: Cloud, delivery: Delivery, failure: Failure): Promise<void> {
  const arn = delivery.target.DeadLetterConfig?.Arn;
  if (arn === undefined) return;
  const input: Json = {
    QueueUrl: `${cloud.url}/${cloud.accountId}/${arn.split(':')[5] ?? ''}`,
    MessageBody: delivery.record.text,
    MessageAttributes: attributesOf(delivery, failure),
  };
  const principal = { kind: 'service', service: EVENTS_SERVICE, sourceArn: delivery.rule.arn } as const;
  await cloud.call({ principal, service: 'sqs', operation: 'SendMessage', input }).catch(() => undefined);
}
