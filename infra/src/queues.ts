import type { Construct } from 'constructs';
import { CfnQueue, CfnQueuePolicy } from 'aws-cdk-lib/aws-sqs';
import { Validations } from 'aws-cdk-lib/core';
import { applyRetention, queueSeconds } from './retention.ts';
import type { ServiceStack } from './service-stack.ts';

/** A queue that keeps what could not be processed for as long as SQS allows. */
export function makeDeadLetterQueue(scope: Construct, id: string, stack: ServiceStack): CfnQueue {
  const queue = new CfnQueue(scope, id, {
    messageRetentionPeriod: queueSeconds('deadLetters', stack.stage),
    sqsManagedSseEnabled: true,
  });
  applyRetention(queue, stack.stage);
  return queue;
}

/** A dead-letter queue that a function fills itself, or Lambda for it, so no other queue names it as its own. */
export function makeFailureQueue(scope: Construct, id: string, stack: ServiceStack): CfnQueue {
  const queue = makeDeadLetterQueue(scope, id, stack);
  new CfnQueuePolicy(scope, `${id}Policy`, queuePolicy(queue));
  const reason = 'This is where failures end: it has an alarm and a runbook, and nothing polls it.';
  Validations.of(queue).acknowledge({ id: 'AwsSolutions-SQS3', reason });
  return queue;
}

/** How often a message is handed out before it becomes a dead letter, and how long each time. */
export interface WorkQueueProps {
  readonly deadLetters: CfnQueue;
  /** Seconds a received message stays hidden; at least six times the function's time-out. */
  readonly visibilitySeconds: number;
  readonly maxReceives: number;
}

/** A queue that a function polls. */
export function makeWorkQueue(scope: Construct, stack: ServiceStack, props: WorkQueueProps): CfnQueue {
  const queue = new CfnQueue(scope, 'Queue', {
    messageRetentionPeriod: queueSeconds('queue', stack.stage),
    redrivePolicy: { deadLetterTargetArn: props.deadLetters.attrArn, maxReceiveCount: props.maxReceives },
    sqsManagedSseEnabled: true,
    visibilityTimeout: props.visibilitySeconds,
  });
  applyRetention(queue, stack.stage);
  return queue;
}

/**
 * Refuses plain HTTP and, given a rule, lets EventBridge deliver for that rule alone.
 * Source: docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
 */
export function queuePolicy(queue: CfnQueue, ruleArn?: string): { queues: string[]; policyDocument: object } {
  const tlsOnly = {
    Effect: 'Deny',
    Principal: '*',
    Action: 'sqs:*',
    Resource: queue.attrArn,
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
  const fromRule = {
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: queue.attrArn,
    Condition: { ArnEquals: { 'aws:SourceArn': ruleArn } },
  };
  const Statement = ruleArn === undefined ? [tlsOnly] : [tlsOnly, fromRule];
  return { queues: [queue.ref], policyDocument: { Version: '2012-10-17', Statement } };
}
