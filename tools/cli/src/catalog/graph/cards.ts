import type { Catalog, CatalogEvent, CatalogService } from '../model/catalog.ts';
import { byText, distinct } from '../model/json.ts';

/** One line of a card: an event that is published, or a handler that consumes. */
export interface Row {
  /** Unique in the graph: `event:orders/order-placed`, `handler:analytics/project-sales`. */
  readonly key: string;
  readonly kind: 'event' | 'handler';
  readonly label: string;
  /** Read out, and shown on hovering. */
  readonly says: string;
  /** From the site's folder. */
  readonly href?: string;
}

/** A service with its events and consuming handlers, or a source outside of the system. */
export interface Card {
  readonly key: string;
  readonly title: string;
  readonly kind: 'service' | 'outside';
  readonly rows: readonly Row[];
}

/** An event that reaches a handler: keys of their rows, and of the cards that these are in. */
export interface Link {
  readonly from: string;
  readonly to: string;
  readonly fromCard: string;
  readonly toCard: string;
}

/** The system as a graph, before anything has a place. */
export interface SystemGraph {
  readonly cards: readonly Card[];
  readonly links: readonly Link[];
}

/** Draws up who publishes what to whom. */
export function systemGraph(catalog: Catalog): SystemGraph {
  const services = catalog.services.map((service) => serviceCard(service, catalog));
  const graph = {
    cards: [...outsideCards(catalog), ...services],
    links: [...eventLinks(catalog), ...outsideLinks(catalog)],
  };
  const handlers = services.flatMap(({ rows }) => rows).filter(({ kind }) => kind === 'handler');
  return handlers.length > MAX_HANDLERS ? withoutHandlers(graph) : graph;
}

/** More handlers than that are told by their number: the pages of events and services name them. */
const MAX_HANDLERS = 30;

/** The same graph with one row for all handlers of a service. */
function withoutHandlers({ cards, links }: SystemGraph): SystemGraph {
  const together = ({ toCard }: Link): string => `handlers:${toCard}`;
  const merged = new Map(links.map((link) => [`${link.from} ${link.toCard}`, { ...link, to: together(link) }]));
  return { cards: cards.map(withOneHandlerRow), links: [...merged.values()] };
}

function withOneHandlerRow(card: Card): Card {
  const handlers = card.rows.filter(({ kind }) => kind === 'handler');
  if (handlers.length === 0) return card;
  const row: Row = {
    key: `handlers:${card.key}`,
    kind: 'handler',
    label: `${handlers.length} consuming handler${handlers.length === 1 ? '' : 's'}`,
    says: `${card.title}: ${handlers.map(({ says }) => says).join('; ')}`,
    href: `services/${encodeURIComponent(card.title)}.html#consumes`,
  };
  return { ...card, rows: [...card.rows.filter(({ kind }) => kind !== 'handler'), row] };
}

function serviceCard(service: CatalogService, catalog: Catalog): Card {
  const owned = catalog.events.filter(({ id }) => service.owns.includes(id)).map(eventRow);
  const consuming = catalog.events.flatMap(({ type, consumers }) =>
    consumers.filter((consumer) => consumer.service === service.name).map(({ handler }) => ({ handler, type })),
  );
  const strangers = service.outside.flatMap(({ type, handlers }) => handlers.map((handler) => ({ handler, type })));
  const all = [...consuming, ...strangers];
  const handlers = distinct(all.map(({ handler }) => handler)).map((handler) =>
    handlerRow(handler, distinct(all.filter((one) => one.handler === handler).map(({ type }) => type))),
  );
  return { key: `service:${service.name}`, title: service.name, kind: 'service', rows: [...owned, ...handlers] };
}

function eventRow({ id, type, newest, owner, slug, consumers }: CatalogEvent): Row {
  const readers = consumers.map(({ handler }) => handler).join(', ');
  return {
    key: `event:${id}`,
    kind: 'event',
    label: type,
    says: `${type} version ${newest.version}, published by ${owner}, consumed by ${readers === '' ? 'nobody yet' : readers}`,
    href: `events/${encodeURIComponent(owner)}/${encodeURIComponent(slug)}.html`,
  };
}

function handlerRow(handler: string, types: readonly string[]): Row {
  const [service = '', name = handler] = handler.split('/');
  return {
    key: `handler:${handler}`,
    kind: 'handler',
    label: name,
    says: `${handler}, consumes ${types.join(', ')}`,
    href: `services/${encodeURIComponent(service)}.html#${encodeURIComponent(`function-${name}`)}`,
  };
}

function outsideCards({ services }: Catalog): readonly Card[] {
  const events = services.flatMap(({ outside }) => outside);
  return distinct(events.map(({ source }) => source)).map((source) => ({
    key: `outside:${source}`,
    title: source,
    kind: 'outside',
    rows: distinct(events.filter((event) => event.source === source).map(({ type }) => type)).map((type) => ({
      key: `outside:${source}/${type}`,
      kind: 'event',
      label: type,
      says: `${type}, published by ${source}, outside of the system`,
    })),
  }));
}

function eventLinks({ events }: Catalog): readonly Link[] {
  return events.flatMap(({ id, owner, consumers }) =>
    consumers.map(({ handler, service }) => ({
      from: `event:${id}`,
      to: `handler:${handler}`,
      fromCard: `service:${owner}`,
      toCard: `service:${service}`,
    })),
  );
}

function outsideLinks({ services }: Catalog): readonly Link[] {
  const links = services.flatMap(({ name, outside }) =>
    outside.flatMap(({ source, type, handlers }) =>
      handlers.map((handler) => ({
        from: `outside:${source}/${type}`,
        to: `handler:${handler}`,
        fromCard: `outside:${source}`,
        toCard: `service:${name}`,
      })),
    ),
  );
  return links.toSorted((a, b) => byText(a.from, b.from) || byText(a.to, b.to));
}
