import type { AnyContract } from '@tidings/events';
import { Construct } from 'constructs';
import type { EventSourcedTable } from './event-sourced-table.ts';
import type { ServiceStack } from './service-stack.ts';
import { putEventsAs } from './statements.ts';
import { StreamConsumer } from './stream-consumer.ts';

/** What a service tells the others. */
export interface PublisherProps {
  /** Events of the service that the table's commits hold and that have a contract. */
  readonly contracts: readonly AnyContract[];
}

/** The one way out of a service: its table's commits, published under its own name by the handler `publish-events`. */
export class Publisher extends Construct {
  readonly consumer: StreamConsumer;

  constructor(stack: ServiceStack, table: EventSourcedTable, { contracts }: PublisherProps) {
    super(stack, 'Publisher');
    this.consumer = new StreamConsumer(stack, 'PublishEvents', {
      table,
      handler: 'publish-events',
      statements: [putEventsAs(stack.service, stack.shared('bus/arn'))],
      environment: { EVENT_BUS_NAME: stack.shared('bus/name') },
      publishes: contracts,
    });
  }
}
