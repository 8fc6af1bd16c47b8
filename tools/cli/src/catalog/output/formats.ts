import { asyncApiFiles } from '../asyncapi/files.ts';
import { eventCatalogFiles } from '../eventcatalog/files.ts';
import type { Catalog } from '../model/catalog.ts';
import { renderSite } from '../site/render-site.ts';
import { CannotWriteCatalogError } from './cannot-write-catalog-error.ts';
import type { OutputFile } from './output-file.ts';

/** A form in which the catalog can be written. */
export type CatalogFormat = 'html' | 'asyncapi' | 'eventcatalog';

const WRITERS: Readonly<Record<CatalogFormat, (catalog: Catalog) => readonly OutputFile[]>> = {
  html: renderSite,
  asyncapi: asyncApiFiles,
  eventcatalog: eventCatalogFiles,
};

/** Every form there is. */
export const ALL_FORMATS: readonly CatalogFormat[] = ['html', 'asyncapi', 'eventcatalog'];

/**
 * `html,asyncapi` → two formats; all of them when nothing is said.
 * @throws {CannotWriteCatalogError} one of them does not exist.
 */
export function parseFormats(text: string = ALL_FORMATS.join(',')): readonly CatalogFormat[] {
  const names = text.split(',').map((name) => name.trim());
  const strange = names.find((name) => !Object.hasOwn(WRITERS, name));
  if (strange !== undefined) {
    throw new CannotWriteCatalogError(`There is no format "${strange}": choose among ${ALL_FORMATS.join(', ')}.`);
  }
  return ALL_FORMATS.filter((name) => names.includes(name));
}

/** Every file of the catalog in these formats. */
export function filesOf(catalog: Catalog, formats: readonly CatalogFormat[]): readonly OutputFile[] {
  return formats.flatMap((format) => WRITERS[format](catalog));
}
