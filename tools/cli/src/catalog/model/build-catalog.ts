import type { Catalog } from './catalog.ts';
import { eventEntries } from './event-entries.ts';
import { fieldsOf } from './fields.ts';
import { serviceEntries } from './service-entries.ts';
import type { CatalogSources } from './sources.ts';

/** Puts contracts, templates and declared readings together. Pure: the same sources give the same catalog. */
export function buildCatalog(sources: CatalogSources): Catalog {
  const events = eventEntries(sources);
  return {
    events,
    services: serviceEntries(events, sources),
    envelope: { schema: sources.envelope, fields: fieldsOf(sources.envelope) },
    hasSystem: sources.system !== undefined,
  };
}
