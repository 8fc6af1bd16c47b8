import type { Catalog, CatalogConsumer, CatalogEvent } from '../model/catalog.ts';
import type { JsonObject } from '../model/json.ts';
import { channelKey, channelMessageKey, reference } from './names.ts';

/** A sending operation for each event's owner, and a receiving one for each handler that consumes it. */
export function operations({ events }: Catalog): JsonObject {
  return Object.fromEntries(
    events.flatMap((event) => [
      [`${event.owner}.send.${event.type}`, sending(event)] as const,
      ...event.consumers.map((consumer) => [operationKey(consumer, event), receiving(consumer, event)] as const),
    ]),
  );
}

function operationKey({ handler }: CatalogConsumer, { owner, type }: CatalogEvent): string {
  return `${handler.replaceAll('/', '.')}.receive.${owner}.${type}`;
}

function sending(event: CatalogEvent): JsonObject {
  const published = event.versions.filter(({ status }) => status === 'newest' || status === 'alongside');
  const versions = published.length === 0 ? [event.newest] : published;
  return {
    action: 'send',
    channel: reference('channels', channelKey(event)),
    summary: `${event.owner} publishes ${event.type}.`,
    tags: [{ name: event.owner }],
    messages: versions.toReversed().map(({ version }) => messageOf(event, version)),
    'x-service': event.owner,
    'x-handlers': event.publishers,
  };
}

function receiving({ handler, service, rules, readings }: CatalogConsumer, event: CatalogEvent): JsonObject {
  const oldest = Math.min(...readings.map(({ version }) => version), event.newest.version);
  return {
    action: 'receive',
    channel: reference('channels', channelKey(event)),
    summary: `${handler} consumes ${event.type}.`,
    tags: [{ name: service }],
    messages: event.versions
      .toReversed()
      .filter(({ version }) => version >= (readings.length === 0 ? 1 : oldest))
      .map(({ version }) => messageOf(event, version)),
    'x-service': service,
    'x-handler': handler,
    'x-reads': readings.map(({ version, fields }) => ({ fromVersion: version, fields })),
    'x-eventbridge': { rules: rules.map(({ logicalId, pattern }) => ({ logicalId, pattern })) },
  };
}

function messageOf(event: CatalogEvent, version: number): JsonObject {
  return reference('channels', channelKey(event), 'messages', channelMessageKey(version));
}
