import type { CatalogConsumer, CatalogReading, CatalogRule } from './catalog.ts';
import { byText, distinct } from './json.ts';
import { carries, filterOf } from './rule-selection.ts';
import type { CatalogSources, ContractFacts } from './sources.ts';

/** Handlers that rules carry an event to, and handlers that say they read it: both, since either alone is worth seeing. */
export function consumersOf(
  contract: ContractFacts,
  { system, readings, envelope }: CatalogSources,
): readonly CatalogConsumer[] {
  const { owner, type, versions } = contract;
  const event = { source: owner, type, versions };
  const rules = (system?.rules ?? []).filter(
    ({ bus, pattern }) => bus === 'stage' && carries(pattern, event, envelope),
  );
  const declared = readings.filter((reading) => reading.contract === `${owner}/${contract.event}`);
  const handlers = distinct([
    ...rules.flatMap(({ consumers }) => consumers),
    ...declared.map(({ service, handler }) => qualified(service, handler)),
  ]);
  return handlers.map((handler) => ({
    handler,
    service: serviceOf(handler),
    rules: rules.filter(({ consumers }) => consumers.includes(handler)).map(ruleEntry),
    readings: declared.filter((reading) => qualified(reading.service, reading.handler) === handler).map(readingEntry),
  }));
}

/** `analytics/project-sales` → `analytics`. */
export function serviceOf(handler: string): string {
  return handler.slice(0, Math.max(0, handler.indexOf('/')));
}

function qualified(service: string, handler: string): string {
  return handler.includes('/') ? handler : `${service}/${handler}`;
}

function ruleEntry({ logicalId, pattern }: { readonly logicalId: string; readonly pattern: unknown }): CatalogRule {
  const filter = filterOf(pattern);
  return { logicalId, pattern, ...(filter === undefined ? {} : { filter }) };
}

function readingEntry(reading: CatalogReading): CatalogReading {
  const { version, fields, language, file } = reading;
  return { version, fields: fields.toSorted(byText), language, file };
}
