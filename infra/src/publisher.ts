import { Construct } from 'constructs';
import type { EventSourcedTable } from './event-sourced-table.ts';
import type { ServiceStack } from './service-stack.ts';
import { putEventsAs } from './statements.ts';
import { StreamConsumer } from './stream-consumer.ts';

/** The one way out of a service: its table's commits, published under its own name by the handler `publish-events`. */
export class Publisher extends Construct {
  readonly consumer: StreamConsumer;

  constructor(stack: ServiceStack, table: EventSourcedTable) {
    super(stack, 'Publisher');
    this.consumer = new StreamConsumer(stack, 'PublishEvents', {
      table,
      handler: 'publish-events',
      statements: [putEventsAs(stack.service, stack.shared('bus/arn'))],
      environment: { EVENT_BUS_NAME: stack.shared('bus/name') },
    });
  }
}
