import type { Catalog, CatalogEvent, CatalogFunction, CatalogService, OutsideEvent } from '../model/catalog.ts';
import { rootOf, serviceFile } from './addresses.ts';
import { type Html, html } from './html.ts';
import type { Page } from './page.ts';
import { anchorOf, counted, eventLink, handlerLink, serviceLink, table } from './parts.ts';

/** The page of one service: what it tells others, what it listens to, and its functions. */
export function servicePage(service: CatalogService, catalog: Catalog): Page {
  const file = serviceFile(service.name);
  const root = rootOf(file);
  return {
    file,
    title: service.name,
    summary: summaryOf(service),
    body: html`
      <header class="head">
        <p class="crumbs"><a href="${root}services.html">Services</a></p>
        <h1>${service.name}</h1>
        <p class="lead">${summaryOf(service)}</p>
      </header>
      ${publishesSection(service, catalog, root)} ${consumesSection(service, catalog, root)}
      ${outsideSection(service.outside, root)} ${functionsSection(service, catalog)}
    `,
  };
}

/** What a service does on the bus, in one sentence. */
export function summaryOf({ owns, consumes, functions }: CatalogService): string {
  const doing = `Owns ${counted(owns.length, 'event')} and consumes ${consumes.length}`;
  return functions.length === 0 ? `${doing}.` : `${doing}, with ${counted(functions.length, 'function')}.`;
}

function publishesSection({ name, owns }: CatalogService, { events }: Catalog, root: string): Html {
  const owned = events.filter(({ id }) => owns.includes(id));
  return html`<section aria-labelledby="publishes">
    <h2 id="publishes">Publishes</h2>
    ${
      owned.length === 0
        ? html`<p>${name} owns no event.</p>`
        : table(
            'The events that the service owns.',
            [{ title: 'Event' }, { title: 'What happened' }, { title: 'Consumed by' }],
            owned.map((event) => ({
              cells: [eventLink(event, root), event.description, consumingServices(event, root)],
            })),
          )
    }
  </section>`;
}

function consumingServices({ consumers }: CatalogEvent, root: string): Html {
  const services = [...new Set(consumers.map(({ service }) => service))];
  if (services.length === 0) return html`<span class="quiet">nobody yet</span>`;
  return html`${services.map((name, index) => html`${index > 0 && ', '}${serviceLink(name, root)}`)}`;
}

function consumesSection({ name, consumes }: CatalogService, { events }: Catalog, root: string): Html {
  const consumed = events.filter(({ id }) => consumes.includes(id));
  return html`<section aria-labelledby="consumes">
    <h2 id="consumes">Consumes</h2>
    ${
      consumed.length === 0
        ? html`<p>${name} consumes no event of the system.</p>`
        : table(
            'The events that its handlers react to.',
            [{ title: 'Event' }, { title: 'Owner' }, { title: 'Handlers' }, { title: 'Reads' }],
            consumed.map((event) => consumedRow(event, name, root)),
          )
    }
  </section>`;
}

function consumedRow(event: CatalogEvent, name: string, root: string): { readonly cells: readonly Html[] } {
  const mine = event.consumers.filter(({ service }) => service === name);
  const fields = new Set(mine.flatMap(({ readings }) => readings.flatMap((reading) => reading.fields)));
  const reads = [...fields].sort().map((path) => html`<code class="chip">${path}</code> `);
  return {
    cells: [
      eventLink(event, root),
      serviceLink(event.owner, root),
      html`<ul class="plain">
        ${mine.map(({ handler }) => html`<li>${handlerLink(handler, root)}</li>`)}
      </ul>`,
      reads.length === 0 ? html`<span class="quiet">not declared</span>` : html`${reads}`,
    ],
  };
}

function outsideSection(outside: readonly OutsideEvent[], root: string): Html | undefined {
  if (outside.length === 0) return undefined;
  return html`<section aria-labelledby="outside">
    <h2 id="outside">From outside</h2>
    ${table(
      'Events of AWS and of partners that the service listens to. No contract of the system describes them.',
      [{ title: 'Detail type' }, { title: 'Source' }, { title: 'Handlers' }],
      outside.map(({ source, type, handlers }) => ({
        cells: [type, html`<code>${source}</code>`, html`${handlers.map((handler) => handlerLink(handler, root))}`],
      })),
    )}
  </section>`;
}

function functionsSection({ functions }: CatalogService, { hasSystem }: Catalog): Html {
  return html`<section aria-labelledby="functions">
    <h2 id="functions">Functions</h2>
    ${
      functions.length === 0
        ? html`<p>
            ${hasSystem ? 'Its template has no function that says its handler.' : 'Unknown: the catalog was written without the synthesized templates.'}
          </p>`
        : table(
            'The Lambda functions of its stack.',
            [
              { title: 'Function' },
              { title: 'Runtime' },
              { title: 'Publishes' },
              { title: 'May cause' },
              { title: 'In the template' },
            ],
            functions.map(functionRow),
          )
    }
  </section>`;
}

function functionRow({ handler, logicalId, runtime, publishes, mayPublish }: CatalogFunction): {
  readonly id: string;
  readonly cells: readonly Html[];
} {
  return {
    id: anchorOf(handler),
    cells: [
      html`<code>${handler.split('/').at(-1) ?? handler}</code>`,
      html`${runtime}`,
      html`${publishes.join(', ')}`,
      html`${mayPublish.join(', ')}`,
      html`<code class="path">${logicalId}</code>`,
    ],
  };
}
