import type { Catalog, CatalogEvent } from '../model/catalog.ts';
import type { JsonObject } from '../model/json.ts';
import { channelKey, channelMessageKey, messageKey, reference } from './names.ts';

/** One channel per event: what a rule can select by source and detail-type. */
export function channels({ events }: Catalog): JsonObject {
  return Object.fromEntries(events.map((event) => [channelKey(event), channel(event)]));
}

function channel(event: CatalogEvent): JsonObject {
  return {
    address: `${event.owner}/${event.type}`,
    title: event.type,
    description: event.description,
    servers: [reference('servers', 'bus')],
    tags: [{ name: event.owner }],
    messages: Object.fromEntries(
      event.versions
        .toReversed()
        .map(({ version }) => [
          channelMessageKey(version),
          reference('components', 'messages', messageKey(event, version)),
        ]),
    ),
    'x-eventbridge': {
      eventBusName: 'tidings-{stage}',
      source: event.owner,
      detailType: event.type,
      payload: 'detail',
    },
  };
}
