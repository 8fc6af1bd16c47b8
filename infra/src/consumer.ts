import type { AnyContract, RulePattern } from '@tidings/events';
import { Construct } from 'constructs';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { CfnQueuePolicy, type CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { anyOf } from './event-pattern.ts';
import { makeDeadLetterQueue, makeWorkQueue, queuePolicy } from './queues.ts';
import { ServiceFunction } from './service-function.ts';
import type { ServiceStack } from './service-stack.ts';
import { pollQueue, type Statement } from './statements.ts';

/**
 * Times a rule tries to hand one event to the queue, and for how long: EventBridge's own maximum.
 * Source: docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html
 */
const RULE_RETRY = { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 };

/** A queue's visibility in function time-outs. Source: docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
const VISIBILITY_TIMEOUTS = 6;

/** Seconds the handler may take for one batch. */
const TIMEOUT_SECONDS = 30;

/** Deliveries before a message becomes a dead letter. Source: the same page asks for at least five. */
const MAX_RECEIVES = 5;

/** A handler that answers events. */
export interface ConsumerProps {
  /** Name of the handler's file, such as `on-order-placed`. */
  readonly handler: string;
  /** What it answers to: patterns of contracts, of any owners. */
  readonly events: readonly RulePattern[];
  /** What the handler itself does. */
  readonly statements: readonly Statement[];
  readonly environment: Readonly<Record<string, string>>;
  /** The bus the rule is on. Default: the stage's own. `default` is where AWS's services publish. */
  readonly bus?: 'default';
  /** Events of this service that may follow from what the handler writes. Default: every one that its role lets it cause. */
  readonly publishes?: readonly AnyContract[];
  /** Batches processed at once, 2 to 1,000. Default: as many as Lambda will. */
  readonly maxConcurrency?: number;
}

/** Rule, queue, dead-letter queue, alarms, function and role: everything between an event and the handler that answers it. */
export class Consumer extends Construct {
  readonly rule: CfnRule;
  readonly queue: CfnQueue;
  readonly deadLetters: CfnQueue;
  readonly function: ServiceFunction;

  constructor(stack: ServiceStack, id: string, props: ConsumerProps) {
    super(stack, id);
    this.deadLetters = makeDeadLetterQueue(this, 'DeadLetters', stack);
    const visibilitySeconds = TIMEOUT_SECONDS * VISIBILITY_TIMEOUTS;
    this.queue = makeWorkQueue(this, stack, {
      deadLetters: this.deadLetters,
      visibilitySeconds,
      maxReceives: MAX_RECEIVES,
    });
    this.rule = this.#makeRule(stack, props);
    new CfnQueuePolicy(this, 'QueuePolicy', queuePolicy(this.queue, this.rule.attrArn));
    new CfnQueuePolicy(this, 'DeadLettersPolicy', queuePolicy(this.deadLetters, this.rule.attrArn));
    this.function = new ServiceFunction(this, 'Handler', {
      handler: props.handler,
      environment: props.environment,
      statements: [pollQueue(this.queue.attrArn), ...props.statements],
      timeoutSeconds: TIMEOUT_SECONDS,
      ...(props.publishes === undefined ? {} : { mayPublish: props.publishes }),
    });
    this.#mapQueue(props);
    this.#watch(id, stack, props);
  }

  #makeRule(stack: ServiceStack, { events, bus, handler }: ConsumerProps): CfnRule {
    return new CfnRule(this, 'Rule', {
      description: `${stack.service}: ${handler}`,
      eventBusName: bus ?? stack.shared('bus/name'),
      eventPattern: anyOf(events),
      state: 'ENABLED',
      targets: [
        {
          id: 'queue',
          arn: this.queue.attrArn,
          deadLetterConfig: { arn: this.deadLetters.attrArn },
          retryPolicy: RULE_RETRY,
        },
      ],
    });
  }

  #mapQueue({ maxConcurrency }: ConsumerProps): void {
    new CfnEventSourceMapping(this, 'Mapping', {
      eventSourceArn: this.queue.attrArn,
      functionName: this.function.cfn.ref,
      batchSize: 10,
      functionResponseTypes: ['ReportBatchItemFailures'],
      ...(maxConcurrency === undefined ? {} : { scalingConfig: { maximumConcurrency: maxConcurrency } }),
    });
  }

  #watch(id: string, stack: ServiceStack, { handler }: ConsumerProps): void {
    stack.alarms.notEmpty(`${id}DeadLetters`, this.deadLetters, {
      what: `${stack.service} ${handler} could not process a message, or the rule could not deliver it.`,
      runbook: 'dead-letters',
    });
    stack.alarms.tooOld(`${id}Age`, {
      what: `${stack.service} ${handler} is five minutes behind.`,
      runbook: 'queue-age',
      namespace: 'AWS/SQS',
      metric: 'ApproximateAgeOfOldestMessage',
      dimension: { name: 'QueueName', value: this.queue.attrQueueName },
      threshold: 300,
    });
  }
}
