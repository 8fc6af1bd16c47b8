import { systemGraph } from '../graph/cards.ts';
import { placeGraph } from '../graph/layout.ts';
import { graphSvg } from '../graph/svg.ts';
import type { Catalog } from '../model/catalog.ts';
import { type Html, html } from './html.ts';
import type { Page } from './page.ts';
import { eventLink, handlerLink, table } from './parts.ts';

/** The whole system in one drawing, and the same as a table. */
export function graphPage(catalog: Catalog): Page {
  return {
    file: 'graph.html',
    title: 'System graph',
    summary: 'Who publishes which event, and who consumes it.',
    isWide: true,
    body: html`
      <header class="head">
        <h1>System graph</h1>
        <p class="lead">
          Each card is a service: the events it publishes, then the handlers that consume. Lines go from an event to its
          consumers.
        </p>
      </header>
      ${drawing(catalog)}
      <section aria-labelledby="as-table">
        <h2 id="as-table">The same as a table</h2>
        ${table(
          'Every event with who publishes and who consumes it.',
          [{ title: 'Event' }, { title: 'Published by' }, { title: 'Consumed by' }],
          catalog.events.map((event) => ({
            cells: [
              eventLink(event, ''),
              handlers(event.publishers, html`<span class="quiet">${event.owner}, by no function yet</span>`),
              handlers(
                event.consumers.map(({ handler }) => handler),
                html`<span class="quiet">nobody yet</span>`,
              ),
            ],
          })),
        )}
      </section>
    `,
  };
}

function handlers(names: readonly string[], nobody: Html): Html {
  if (names.length === 0) return nobody;
  return html`<ul class="plain">
    ${names.map((name) => html`<li>${handlerLink(name, '')}</li>`)}
  </ul>`;
}

function drawing(catalog: Catalog): Html {
  return html`<div class="graph-frame" data-graph-frame>
    <div class="graph-tools" data-graph-tools hidden>
      <button type="button" data-zoom="out" aria-label="Zoom out">−</button>
      <button type="button" data-zoom="in" aria-label="Zoom in">+</button>
      <button type="button" data-zoom="fit">Fit</button>
      <button type="button" data-zoom="full">100 %</button>
    </div>
    <div
      class="graph-scroll"
      tabindex="0"
      role="region"
      aria-label="System graph; scrolls with the arrow keys. A table follows."
      data-graph-scroll
    >
      ${graphSvg(placeGraph(systemGraph(catalog)))}
    </div>
  </div>`;
}
