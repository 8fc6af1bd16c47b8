import type { Catalog, CatalogEvent, CatalogVersion } from '../model/catalog.ts';
import { type JsonObject, asObject } from '../model/json.ts';
import { sampleEnvelope } from '../model/sample.ts';
import { channelKey, messageKey } from './names.ts';
import { embedded } from './payload-schema.ts';

/** One message per version of each event. */
export function messages(catalog: Catalog): JsonObject {
  return Object.fromEntries(
    catalog.events.flatMap((event) =>
      event.versions
        .toReversed()
        .map((version) => [messageKey(event, version.version), message(event, version, catalog)] as const),
    ),
  );
}

function message(event: CatalogEvent, version: CatalogVersion, { envelope }: Catalog): JsonObject {
  const isOld = version.status === 'stored' || version.status === 'deprecated';
  return {
    name: event.type,
    title: `${event.type} version ${version.version}`,
    summary: version.description,
    contentType: 'application/json',
    correlationId: {
      description: 'Shared by everything that one request from outside led to.',
      location: '$message.payload#/correlationId',
    },
    ...(isOld ? { deprecated: true } : {}),
    tags: [{ name: event.owner }],
    payload: payload(event, version, envelope.schema),
    examples: [{ name: `v${version.version}`, payload: sampleEnvelope(event, version) }],
    'x-version': version.version,
    'x-status': version.status,
    'x-channel': channelKey(event),
  };
}

/** The envelope, saying which type and version it is, with the version's own schema as its data. */
function payload(event: CatalogEvent, { version, schema }: CatalogVersion, envelope: JsonObject): JsonObject {
  const properties = asObject(embedded(envelope)['properties']);
  return {
    ...embedded(envelope),
    title: `${event.type}V${version}`,
    properties: {
      ...properties,
      type: { ...asObject(properties['type']), const: event.type },
      version: { ...asObject(properties['version']), const: version },
      data: embedded(schema),
    },
  };
}
