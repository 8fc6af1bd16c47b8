import type { CatalogEvent, CatalogFunction, CatalogService, OutsideEvent } from './catalog.ts';
import { serviceOf } from './consumers.ts';
import { byText, distinct } from './json.ts';
import { carries, namedEvents } from './rule-selection.ts';
import type { CatalogSources } from './sources.ts';

/** Every service that owns an event, consumes one, or has a template. */
export function serviceEntries(events: readonly CatalogEvent[], sources: CatalogSources): readonly CatalogService[] {
  const names = distinct([
    ...events.flatMap(({ owner, consumers }) => [owner, ...consumers.map(({ service }) => service)]),
    ...(sources.system?.services ?? []),
  ]);
  return names.map((name) => serviceEntry(name, events, sources));
}

function serviceEntry(name: string, events: readonly CatalogEvent[], sources: CatalogSources): CatalogService {
  const consumes = events.filter(({ consumers }) => consumers.some(({ service }) => service === name));
  const functions = (sources.system?.functions ?? []).filter(({ handler }) => serviceOf(handler) === name);
  return {
    name,
    owns: events.filter(({ owner }) => owner === name).map(({ id }) => id),
    consumes: consumes.map(({ id }) => id),
    functions: functions.map(functionEntry).toSorted((a, b) => byText(a.handler, b.handler)),
    outside: outsideEvents(name, sources),
  };
}

function functionEntry({ handler, logicalId, runtime, publishes, mayPublish }: CatalogFunction): CatalogFunction {
  return { handler, logicalId, runtime, publishes: distinct(publishes), mayPublish: distinct(mayPublish) };
}

/** Subscriptions to what no contract of ours describes. */
function outsideEvents(service: string, { system, contracts, envelope }: CatalogSources): readonly OutsideEvent[] {
  const rules = (system?.rules ?? []).filter((rule) => rule.service === service && rule.consumers.length > 0);
  const isOurs = (pattern: unknown): boolean =>
    contracts.some(({ owner, type, versions }) => carries(pattern, { source: owner, type, versions }, envelope));
  const strange = rules.filter(({ bus, pattern }) => bus === 'default' || !isOurs(pattern));
  const found = strange.flatMap(({ pattern, consumers }) =>
    namedEvents(pattern).map((event) => ({ ...event, handlers: distinct(consumers) })),
  );
  return found.toSorted((a, b) => byText(a.source, b.source) || byText(a.type, b.type));
}
