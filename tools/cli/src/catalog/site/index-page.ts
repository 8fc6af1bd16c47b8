import type { Catalog, CatalogEvent } from '../model/catalog.ts';
import { eventFile, fieldAnchor } from './addresses.ts';
import { type Html, html, scriptJson } from './html.ts';
import type { Page } from './page.ts';
import { counted, eventLink, serviceLink } from './parts.ts';

/** The first page: every event, with a search over events and fields. */
export function indexPage(catalog: Catalog): Page {
  const { events, services } = catalog;
  return {
    file: 'index.html',
    title: 'Events',
    summary: `${counted(events.length, 'event')} of ${counted(services.length, 'service')}.`,
    body: html`
      <header class="head">
        <h1>Events</h1>
        <p class="lead">
          What ${counted(services.length, 'service')} tell each other: ${counted(events.length, 'event')}, their
          versions, fields and readers.
        </p>
      </header>
      ${missingTemplates(catalog)} ${searchForm(catalog)}
      ${services
        .filter(({ owns }) => owns.length > 0)
        .map(({ name }) =>
          ownerSection(
            name,
            events.filter(({ owner }) => owner === name),
          ),
        )}
      <script type="application/json" id="search-index">
        ${scriptJson(events.map(searchEntry))}
      </script>
    `,
  };
}

function missingTemplates({ hasSystem }: Catalog): Html | undefined {
  if (hasSystem) return undefined;
  return html`<p class="notice">
    Written without the synthesized templates, so nobody is known to publish or to consume. Run
    <code>npx nx run-many -t synth</code> and write the catalog again.
  </p>`;
}

function searchForm({ events }: Catalog): Html {
  return html`<form class="search" role="search" data-search hidden>
    <label for="search-text">Search events and fields</label>
    <input
      id="search-text"
      name="q"
      type="search"
      placeholder="OrderPlaced, contact.email, currency…"
      autocomplete="off"
    />
    <p class="search-count" aria-live="polite" data-search-count>${counted(events.length, 'event')}</p>
  </form>`;
}

function ownerSection(owner: string, events: readonly CatalogEvent[]): Html {
  return html`<section class="owner" aria-labelledby="owner-${owner}" data-owner>
    <h2 id="owner-${owner}">${serviceLink(owner, '')} <span class="quiet">${counted(events.length, 'event')}</span></h2>
    <ul class="tiles">
      ${events.map(eventTile)}
    </ul>
  </section>`;
}

function eventTile(event: CatalogEvent): Html {
  const { id, newest, description, consumers } = event;
  return html`<li class="tile" data-event="${id}">
    <h3>${eventLink(event, '')} <span class="version-number">v${newest.version}</span></h3>
    <p>${description}</p>
    <p class="tile-foot">${counted(newest.fields.length, 'field')} · ${counted(consumers.length, 'consumer')}</p>
    <ul class="found" data-found hidden></ul>
  </li>`;
}

/** What the page's script searches: fields as address and text, so that it need not know how pages are made. */
function searchEntry(event: CatalogEvent): unknown {
  const { id, type, owner, description, newest, consumers } = event;
  const handlers = consumers.map(({ handler }) => handler).join(' ');
  return {
    id,
    text: `${type} ${id} ${owner} ${description} ${handlers}`,
    fields: newest.fields.map((field) => ({
      path: field.path,
      text: `${field.path} ${field.description}`,
      href: `${eventFile(event)}#${encodeURIComponent(fieldAnchor(newest.version, field.path))}`,
    })),
  };
}
