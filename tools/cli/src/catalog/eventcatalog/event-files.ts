import type { Catalog, CatalogConsumer, CatalogEvent, CatalogVersion } from '../model/catalog.ts';
import type { OutputFile } from '../output/output-file.ts';
import { BUS } from './bus-file.ts';
import { catalogVersion, mdxPage, mdxText } from './mdx.ts';

const SCHEMA = 'schema.json';

/** An event's page, schema and example, and those of its older versions in their folders. */
export function eventFiles(event: CatalogEvent, catalog: Catalog): readonly OutputFile[] {
  return event.versions.flatMap((version) => {
    const folder = `${folderOf(event)}${version === event.newest ? '' : `/versioned/${catalogVersion(version.version)}`}`;
    return [
      { path: `${folder}/index.mdx`, text: page(event, version, catalog) },
      { path: `${folder}/${SCHEMA}`, text: indented(version.schema) },
      { path: `${folder}/example.json`, text: indented(version.example) },
    ];
  });
}

/** An event lies in the folder of the service that owns it. */
function folderOf({ owner, type }: CatalogEvent): string {
  return `services/${owner}/events/${type}`;
}

/** Id of an event: names of types are unique only within their owner. */
export function eventId(event: CatalogEvent, { events }: Catalog): string {
  const isShared = events.some(({ type, id }) => type === event.type && id !== event.id);
  return isShared ? `${event.owner}.${event.type}` : event.type;
}

function page(event: CatalogEvent, version: CatalogVersion, catalog: Catalog): string {
  const isOld = version.status === 'stored' || version.status === 'deprecated';
  const facts = {
    id: eventId(event, catalog),
    name: event.type,
    version: catalogVersion(version.version),
    summary: version.description,
    owners: [event.owner],
    channels: [BUS],
    schemaPath: SCHEMA,
    ...(isOld ? { deprecated: { message: 'No longer published.' } } : {}),
  };
  return mdxPage(facts, [
    '## Overview',
    mdxText(version.description),
    ...consumersText(event.consumers),
    '## Schema',
    `<SchemaViewer file="${SCHEMA}" title="${event.type} version ${version.version}" maxHeight="500" />`,
    '## Example',
    `\`\`\`json\n${JSON.stringify(version.example, null, 2)}\n\`\`\``,
    '<NodeGraph />',
  ]);
}

function consumersText(consumers: readonly CatalogConsumer[]): readonly string[] {
  if (consumers.length === 0) return [];
  const lines = consumers.map(({ handler, readings }) => {
    const fields = [...new Set(readings.flatMap((reading) => reading.fields))];
    return `- ${mdxText(handler)}${fields.length === 0 ? '' : ` reads ${fields.map(mdxText).join(', ')}`}`;
  });
  return ['## Consumers', lines.join('\n')];
}

function indented(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
