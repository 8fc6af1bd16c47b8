import type { Catalog } from '../model/catalog.ts';
import type { OutputFile } from '../output/output-file.ts';
import { busFile } from './bus-file.ts';
import { eventFiles } from './event-files.ts';
import { serviceFiles } from './service-files.ts';

/** Every file of an EventCatalog, in a folder of its own. Source: eventcatalog.dev/docs */
export function eventCatalogFiles(catalog: Catalog): readonly OutputFile[] {
  const files = [
    busFile(),
    ...catalog.services.flatMap((service) => serviceFiles(service, catalog)),
    ...catalog.events.flatMap((event) => eventFiles(event, catalog)),
  ];
  return files.map(({ path, text }) => ({ path: `eventcatalog/${path}`, text }));
}
