import type { Catalog, CatalogEvent } from '../model/catalog.ts';
import { type Html, html } from './html.ts';
import { handlerLink } from './parts.ts';

/** Publishers, the event and its consumers, from left to right. */
export function eventFlow(event: CatalogEvent, { hasSystem }: Catalog, root: string): Html {
  const unknown = hasSystem ? undefined : 'unknown: written without the templates';
  return html`<div class="flow">
    ${side('Published by', event.publishers, { root, nobody: unknown ?? 'no function yet' })}
    <span class="flow-arrow" aria-hidden="true"></span>
    <p class="flow-event"><strong>${event.type}</strong><span>v${event.newest.version}</span></p>
    <span class="flow-arrow" aria-hidden="true"></span>
    ${side(
      'Consumed by',
      event.consumers.map(({ handler }) => handler),
      { root, nobody: unknown ?? 'nobody yet' },
    )}
  </div>`;
}

interface SideContext {
  readonly root: string;
  readonly nobody: string;
}

function side(title: string, handlers: readonly string[], { root, nobody }: SideContext): Html {
  return html`<div class="flow-side">
    <h3>${title}</h3>
    ${
      handlers.length === 0
        ? html`<p class="nobody">${nobody}</p>`
        : html`<ul>
            ${handlers.map((handler) => html`<li>${handlerLink(handler, root)}</li>`)}
          </ul>`
    }
  </div>`;
}
