import type { AnyContract } from '@tidings/events';
import { Construct } from 'constructs';
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import type { EventSourcedTable } from './event-sourced-table.ts';
import { makeFailureQueue } from './queues.ts';
import { ServiceFunction } from './service-function.ts';
import type { ServiceStack } from './service-stack.ts';
import { readStream, sendMessage, type Statement } from './statements.ts';

/** Only inserted commits: marks, snapshots, claims and expiries never wake a handler. */
const COMMITS_ONLY = { eventName: ['INSERT'], dynamodb: { NewImage: { kind: { S: ['commit'] } } } };

/** A record older than this is given up to the failure queue: well before the stream forgets it at 24 hours. */
const MAX_RECORD_AGE_SECONDS = 6 * 3600;

/** Age that calls a person, with five hours left to act. In milliseconds, the metric's unit. */
const AGE_ALARM_MS = 3_600_000;

/** A handler over a table's commits. */
export interface StreamConsumerProps {
  readonly table: EventSourcedTable;
  /** Name of the handler's file. */
  readonly handler: string;
  /** What the handler itself does. */
  readonly statements: readonly Statement[];
  /** Beside `PARKED_QUEUE_URL`. */
  readonly environment: Readonly<Record<string, string>>;
  /** Events that the handler puts on the bus itself. Default: none. */
  readonly publishes?: readonly AnyContract[];
}

/**
 * Mapping, failure queue, alarms, function and role over a table's stream. The failure queue takes what the function
 * parks, event by event, and what Lambda gives up for it.
 */
export class StreamConsumer extends Construct {
  readonly failures: CfnQueue;
  readonly function: ServiceFunction;

  constructor(stack: ServiceStack, id: string, props: StreamConsumerProps) {
    super(stack, id);
    this.failures = makeFailureQueue(this, 'Failures', stack);
    const streamArn = props.table.cfn.attrStreamArn;
    this.function = new ServiceFunction(this, 'Handler', {
      handler: props.handler,
      environment: { PARKED_QUEUE_URL: this.failures.ref, ...props.environment },
      statements: [readStream(streamArn), sendMessage(this.failures.attrArn), ...props.statements],
      timeoutSeconds: 60,
      ...(props.publishes === undefined ? {} : { publishes: props.publishes }),
    });
    this.#mapStream(streamArn);
    this.#watch(id, stack, props);
  }

  #mapStream(streamArn: string): void {
    new CfnEventSourceMapping(this, 'Mapping', {
      eventSourceArn: streamArn,
      functionName: this.function.cfn.ref,
      batchSize: 100,
      bisectBatchOnFunctionError: true,
      destinationConfig: { onFailure: { destination: this.failures.attrArn } },
      filterCriteria: { filters: [{ pattern: JSON.stringify(COMMITS_ONLY) }] },
      functionResponseTypes: ['ReportBatchItemFailures'],
      maximumRecordAgeInSeconds: MAX_RECORD_AGE_SECONDS,
      parallelizationFactor: 4,
      startingPosition: 'TRIM_HORIZON',
    });
  }

  #watch(id: string, stack: ServiceStack, { handler }: StreamConsumerProps): void {
    stack.alarms.notEmpty(`${id}Failures`, this.failures, {
      what: `${stack.service} ${handler} parked an event, or gave up on records of its stream.`,
      runbook: 'stream-failures',
    });
    stack.alarms.tooOld(`${id}Age`, {
      what: `${stack.service} ${handler} is an hour behind its table.`,
      runbook: 'stream-age',
      namespace: 'AWS/Lambda',
      metric: 'IteratorAge',
      dimension: { name: 'FunctionName', value: this.function.cfn.ref },
      threshold: AGE_ALARM_MS,
    });
  }
}
