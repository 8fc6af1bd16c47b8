import { readFileSync } from 'node:fs';
import type { Catalog } from '../model/catalog.ts';
import type { OutputFile } from '../output/output-file.ts';
import { schemaFile } from './addresses.ts';
import { ENVELOPE_SCHEMA_FILE, envelopePage } from './envelope-page.ts';
import { eventPage } from './event-page.ts';
import { graphPage } from './graph-page.ts';
import { indexPage } from './index-page.ts';
import { type Page, STYLES, renderPage } from './page.ts';
import { servicePage } from './service-page.ts';
import { servicesPage } from './services-page.ts';

const ASSETS = [...STYLES, 'catalog.js', 'graph.js', 'icon.svg'];

/** Every file of the site. */
export function renderSite(catalog: Catalog): readonly OutputFile[] {
  const pages = pagesOf(catalog).map((page) => ({ path: page.file, text: renderPage(page, catalog) }));
  return [...pages, ...schemaFiles(catalog), ...ASSETS.map(asset)];
}

function pagesOf(catalog: Catalog): readonly Page[] {
  return [
    indexPage(catalog),
    graphPage(catalog),
    servicesPage(catalog),
    envelopePage(catalog),
    ...catalog.events.map((event) => eventPage(event, catalog)),
    ...catalog.services.map((service) => servicePage(service, catalog)),
  ];
}

function schemaFiles({ events, envelope }: Catalog): readonly OutputFile[] {
  const ofEvents = events.flatMap((event) =>
    event.versions.map(({ version, schema }) => ({ path: schemaFile(event, version), text: indented(schema) })),
  );
  return [...ofEvents, { path: ENVELOPE_SCHEMA_FILE, text: indented(envelope.schema) }];
}

function indented(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function asset(name: string): OutputFile {
  return { path: `assets/${name}`, text: readFileSync(new URL(`assets/${name}`, import.meta.url), 'utf8') };
}
