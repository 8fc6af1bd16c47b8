import type { Catalog, CatalogEvent, CatalogService } from '../model/catalog.ts';
import type { OutputFile } from '../output/output-file.ts';
import { summaryOf } from '../site/service-page.ts';
import { BUS } from './bus-file.ts';
import { eventId } from './event-files.ts';
import { SERVICE_VERSION, catalogVersion, mdxPage, mdxText } from './mdx.ts';

/** A service's page, with what it sends and receives, and the team that EventCatalog wants as an owner. */
export function serviceFiles(service: CatalogService, catalog: Catalog): readonly OutputFile[] {
  const { name } = service;
  const facts = {
    id: name,
    name,
    version: SERVICE_VERSION,
    summary: summaryOf(service),
    owners: [name],
    sends: sends(service, catalog),
    receives: receives(service, catalog),
  };
  const functions = service.functions.map(({ handler, runtime }) => `- ${mdxText(handler)} (${mdxText(runtime)})`);
  const text = ['## Overview', mdxText(summaryOf(service)), '<NodeGraph />'];
  const listed = functions.length === 0 ? [] : ['## Functions', functions.join('\n')];
  return [
    { path: `services/${name}/index.mdx`, text: mdxPage(facts, [...text, ...listed]) },
    { path: `teams/${name}.mdx`, text: mdxPage({ id: name, name, summary: `Owns the ${name} service.` }, []) },
  ];
}

/** Every version that is published: several while an older one has readers. */
function sends({ owns }: CatalogService, catalog: Catalog): readonly unknown[] {
  return catalog.events
    .filter(({ id }) => owns.includes(id))
    .flatMap((event) =>
      publishedVersions(event).map((version) => ({
        id: eventId(event, catalog),
        version: catalogVersion(version),
        to: [BUS],
      })),
    );
}

function publishedVersions({ versions, newest }: CatalogEvent): readonly number[] {
  const published = versions.filter(({ status }) => status === 'newest' || status === 'alongside');
  return (published.length === 0 ? [newest] : published).map(({ version }) => version).toReversed();
}

/** The version from which on a service reads, or the newest when it does not say. */
function receives({ name, consumes }: CatalogService, catalog: Catalog): readonly unknown[] {
  return catalog.events
    .filter(({ id }) => consumes.includes(id))
    .flatMap((event) =>
      readVersions(event, name).map((version) => ({
        id: eventId(event, catalog),
        version: catalogVersion(version),
        from: [BUS],
      })),
    );
}

function readVersions({ consumers, newest }: CatalogEvent, service: string): readonly number[] {
  const mine = consumers.filter((consumer) => consumer.service === service);
  const declared = mine.flatMap(({ readings }) => readings.map(({ version }) => version));
  return declared.length === 0 ? [newest.version] : [...new Set(declared)].toSorted((a, b) => a - b);
}
