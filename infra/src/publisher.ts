import { Construct } from 'constructs';
import type { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import type { EventSourcedTable } from './event-sourced-table.ts';
import { makeFailureQueue } from './queues.ts';
import type { ServiceStack } from './service-stack.ts';
import { putEventsAs, sendMessage } from './statements.ts';
import { StreamConsumer } from './stream-consumer.ts';

/** The one way out of a service: its table's commits, published under its own name by the handler `publish-events`. */
export class Publisher extends Construct {
  readonly parked: CfnQueue;
  readonly consumer: StreamConsumer;

  constructor(stack: ServiceStack, table: EventSourcedTable) {
    super(stack, 'Publisher');
    this.parked = makeFailureQueue(this, 'Parked', stack);
    this.consumer = new StreamConsumer(stack, 'PublishEvents', {
      table,
      handler: 'publish-events',
      statements: [putEventsAs(stack.service, stack.shared('bus/arn')), sendMessage(this.parked.attrArn)],
      environment: { EVENT_BUS_NAME: stack.shared('bus/name'), PARKED_QUEUE_URL: this.parked.ref },
    });
    stack.alarms.notEmpty('Parked', this.parked, {
      what: `${stack.service} publish-events set aside an event that the bus or its contract refuses.`,
      runbook: 'parked-events',
    });
  }
}
