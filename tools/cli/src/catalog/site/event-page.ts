import type { Catalog, CatalogEvent } from '../model/catalog.ts';
import { eventFile, rootOf } from './addresses.ts';
import { consumersSection } from './consumers-section.ts';
import { eventFlow } from './event-flow.ts';
import { type Html, html } from './html.ts';
import type { Page } from './page.ts';
import { counted, serviceLink } from './parts.ts';
import { subscribeSection } from './subscribe-section.ts';
import { versionsSection } from './versions-section.ts';

/** The page of one event: what it says, who publishes it, who reads what of it, and how it changed. */
export function eventPage(event: CatalogEvent, catalog: Catalog): Page {
  const file = eventFile(event);
  const root = rootOf(file);
  return {
    file,
    title: event.type,
    summary: event.description,
    body: html`
      <header class="head">
        <p class="crumbs"><a href="${root}index.html">Events</a> / ${serviceLink(event.owner, root)}</p>
        <h1>${event.type}</h1>
        <p class="lead">${event.description}</p>
        ${facts(event, root)}
      </header>
      ${contents(event)}
      <section id="flow" aria-labelledby="flow-title">
        <h2 id="flow-title">Who publishes, who consumes</h2>
        ${eventFlow(event, catalog, root)}
      </section>
      ${consumersSection(event, catalog, root)} ${versionsSection(event, root)} ${subscribeSection(event)}
    `,
  };
}

function contents({ versions }: CatalogEvent): Html {
  return html`<nav class="contents" aria-label="On this page">
    <a href="#flow">Flow</a><a href="#consumers">Consumers</a><a href="#versions">Fields</a>
    <a href="#v${versions[0]?.version ?? 1}-example">Example</a><a href="#subscribe">Subscribe</a>
  </nav>`;
}

function facts({ owner, type, newest, versions, consumers }: CatalogEvent, root: string): Html {
  return html`<dl class="facts">
    <div>
      <dt>Owner</dt>
      <dd>${serviceLink(owner, root)}</dd>
    </div>
    <div>
      <dt>Version</dt>
      <dd>${newest.version}${versions.length > 1 && ` of ${versions.length}`}</dd>
    </div>
    <div>
      <dt>Source</dt>
      <dd><code>${owner}</code></dd>
    </div>
    <div>
      <dt>Detail type</dt>
      <dd><code>${type}</code></dd>
    </div>
    <div>
      <dt>Consumed by</dt>
      <dd>${counted(consumers.length, 'handler')}</dd>
    </div>
  </dl>`;
}
