import type { CatalogEvent } from '../model/catalog.ts';

/** File of an event's page, from the site's folder. */
export function eventFile({ owner, slug }: Pick<CatalogEvent, 'owner' | 'slug'>): string {
  return `events/${owner}/${slug}.html`;
}

/** File of a service's page, from the site's folder. */
export function serviceFile(name: string): string {
  return `services/${name}.html`;
}

/** File of one version's schema, from the site's folder. */
export function schemaFile(event: Pick<CatalogEvent, 'owner' | 'slug'>, version: number): string {
  return `schemas/${event.owner}/${event.slug}/v${version}.schema.json`;
}

/** Address of a file of the site as seen from a page: `root` is the page's way up, `../` for each folder. */
export function addressOf(root: string, file: string): string {
  return `${root}${file.split('/').map(encodeURIComponent).join('/')}`;
}

/** The way up from a file to the site's folder. */
export function rootOf(file: string): string {
  return '../'.repeat(file.split('/').length - 1);
}

/** Id of a field's row on the page of its event. */
export function fieldAnchor(version: number, path: string): string {
  return `v${version}-${path}`;
}
