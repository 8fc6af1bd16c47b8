import { Construct } from 'constructs';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import type { StageSettings } from './stage.ts';

/** The pages under `docs/runbooks`, one for each kind of alarm. */
export const RUNBOOKS = ['dead-letters', 'parked-mails', 'queue-age', 'stream-age', 'stream-failures'] as const;

/** A page under `docs/runbooks`. */
export type Runbook = (typeof RUNBOOKS)[number];

/** One number above a limit for one minute. */
export interface AlarmProps {
  readonly what: string;
  readonly runbook: Runbook;
  readonly namespace: 'AWS/SQS' | 'AWS/Lambda';
  readonly metric: string;
  readonly dimension: { readonly name: string; readonly value: string };
  /** In the metric's unit; more than this alarms. */
  readonly threshold: number;
}

/**
 * The alarms of one stack. In a kept stage each tells the stage's topic, and queues and streams are watched for age too;
 * in a sandbox dead letters alone are watched and nobody is told: whoever works there looks.
 */
export class Alarms extends Construct {
  readonly #stage: StageSettings;
  readonly #topicArn: () => string;

  constructor(scope: Construct, stage: StageSettings, topicArn: () => string) {
    super(scope, 'Alarms');
    this.#stage = stage;
    this.#topicArn = topicArn;
  }

  /** Something lies in a queue that should be empty. */
  notEmpty(id: string, queue: CfnQueue, { what, runbook }: Pick<AlarmProps, 'what' | 'runbook'>): void {
    this.#add(id, {
      what,
      runbook,
      namespace: 'AWS/SQS',
      metric: 'ApproximateNumberOfMessagesVisible',
      dimension: { name: 'QueueName', value: queue.attrQueueName },
      threshold: 0,
    });
  }

  /** Work waits too long; kept stages only, since each alarm costs by the month. */
  tooOld(id: string, props: AlarmProps): void {
    if (this.#stage.keep) this.#add(id, props);
  }

  #add(id: string, { what, runbook, namespace, metric, dimension, threshold }: AlarmProps): void {
    new CfnAlarm(this, id, {
      alarmDescription: `${what} See docs/runbooks/${runbook}.md`,
      namespace,
      metricName: metric,
      dimensions: [dimension],
      statistic: 'Maximum',
      period: 60,
      evaluationPeriods: 1,
      comparisonOperator: 'GreaterThanThreshold',
      threshold,
      treatMissingData: 'notBreaching',
      ...(this.#stage.keep ? { alarmActions: [this.#topicArn()], okActions: [this.#topicArn()] } : {}),
    });
  }
}
