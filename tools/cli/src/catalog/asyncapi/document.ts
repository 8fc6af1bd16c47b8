import type { Catalog } from '../model/catalog.ts';
import { type JsonObject, distinct } from '../model/json.ts';
import { channels } from './channels.ts';
import { messages } from './messages.ts';
import { operations } from './operations.ts';

/**
 * The system as an AsyncAPI 3.0 document: one channel per event, one message per version, one operation per publishing service and
 * consuming handler. Source: asyncapi.com/docs/reference/specification/v3.0.0
 */
export function asyncApiDocument(catalog: Catalog): JsonObject {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Events of the system',
      version: versionOf(catalog),
      description:
        'Every event that services publish and consume. AsyncAPI has no binding for EventBridge; `x-eventbridge` says which bus, source and detail-type a channel is, and what its rules let through.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
      contact: { name: 'The services that own the events' },
      tags: distinct(catalog.events.map(({ owner }) => owner)).map((name) => ({
        name,
        description: `Events that ${name} owns.`,
      })),
    },
    defaultContentType: 'application/json',
    servers: {
      bus: {
        host: 'events.{region}.amazonaws.com',
        protocol: 'eventbridge',
        description: 'The event bus that all services of a stage share: `tidings-<stage>`.',
        variables: { region: { description: 'AWS region of the stage.', default: 'eu-west-1' } },
      },
    },
    channels: channels(catalog),
    operations: operations(catalog),
    components: { messages: messages(catalog) },
  };
}

/** Grows with every version of every event, so that two documents can be told apart without a date. */
function versionOf({ events }: Catalog): string {
  const versions = events.reduce((sum, event) => sum + event.versions.length, 0);
  return `${events.length}.${versions}.0`;
}
