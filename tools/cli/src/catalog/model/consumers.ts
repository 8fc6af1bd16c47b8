import type { CatalogConsumer, CatalogReading, CatalogRule } from './catalog.ts';
import { byText, distinct } from './json.ts';
import { filterOf, selects } from './rule-selection.ts';
import type { CatalogSources } from './sources.ts';

interface Consumed {
  readonly id: string;
  readonly source: string;
  readonly type: string;
}

/** Handlers that rules carry an event to, and handlers that say they read it: both, since either alone is worth seeing. */
export function consumersOf(event: Consumed, { system, readings }: CatalogSources): readonly CatalogConsumer[] {
  const rules = (system?.rules ?? []).filter(({ bus, pattern }) => bus === 'stage' && selects(pattern, event));
  const declared = readings.filter(({ contract }) => contract === event.id);
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
