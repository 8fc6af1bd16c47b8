import type { Catalog } from '../model/catalog.ts';
import { html } from './html.ts';
import type { Page } from './page.ts';
import { counted, eventLink, serviceLink } from './parts.ts';
import { summaryOf } from './service-page.ts';

/** The list of services. */
export function servicesPage(catalog: Catalog): Page {
  return {
    file: 'services.html',
    title: 'Services',
    summary: 'Every service, with what it publishes and consumes.',
    body: html`
      <header class="head">
        <h1>Services</h1>
        <p class="lead">${counted(catalog.services.length, 'service')}, which meet in the events and nowhere else.</p>
      </header>
      <ul class="tiles">
        ${catalog.services.map(
          (service) =>
            html`<li class="tile">
              <h2>${serviceLink(service.name, '')}</h2>
              <p>${summaryOf(service)}</p>
              ${
                service.owns.length > 0 &&
                html`<ul class="names">
                  ${catalog.events
                    .filter(({ owner }) => owner === service.name)
                    .map((event) => html`<li>${eventLink(event, '')}</li>`)}
                </ul>`
              }
            </li>`,
        )}
      </ul>
    `,
  };
}
