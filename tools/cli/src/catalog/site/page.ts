import type { Catalog } from '../model/catalog.ts';
import { addressOf, eventFile, rootOf, serviceFile } from './addresses.ts';
import { type Html, html } from './html.ts';

/** One page of the site. */
export interface Page {
  /** From the site's folder. */
  readonly file: string;
  readonly title: string;
  /** One sentence, for whoever finds the page in a list. */
  readonly summary: string;
  readonly body: Html;
  /** Pages like the graph want the whole width. */
  readonly isWide?: boolean;
}

const SECTIONS = [
  ['index.html', 'Events'],
  ['graph.html', 'Graph'],
  ['services.html', 'Services'],
  ['envelope.html', 'Envelope'],
] as const;

/** In this order: later ones change what earlier ones say. */
export const STYLES = ['catalog.css', 'tables.css', 'graph.css', 'narrow.css'] as const;

/** A whole HTML document. */
export function renderPage(page: Page, catalog: Catalog): string {
  const root = rootOf(page.file);
  return `<!doctype html>\n${document(page, { root, catalog }).markup}\n`;
}

interface Around {
  readonly root: string;
  readonly catalog: Catalog;
}

function document(page: Page, around: Around): Html {
  const { root } = around;
  return html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="description" content="${page.summary}" />
      <title>${page.title} · Event catalog</title>
      <link rel="icon" href="${root}assets/icon.svg" type="image/svg+xml" />
      ${STYLES.map((name) => html`<link rel="stylesheet" href="${root}assets/${name}" />`)}
      <script src="${root}assets/catalog.js"></script>
      ${page.isWide === true && html`<script src="${root}assets/graph.js"></script>`}
    </head>
    <body data-root="${root}">
      <a class="skip" href="#main">Skip to the content</a>
      ${banner(page, around)}
      <div class="${page.isWide === true ? 'frame frame-wide' : 'frame'}">
        ${page.isWide === true ? undefined : sidebar(page, around)}
        <main id="main" tabindex="-1">${page.body}</main>
      </div>
      <footer class="foot">
        <p>Written by <code>npx tidings events catalog</code> from the schemas and the synthesized templates.</p>
      </footer>
    </body>
  </html>`;
}

function banner(page: Page, { root }: Around): Html {
  return html`<header class="banner">
    <a class="brand" href="${root}index.html">
      <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
        <path
          d="M3 7l9 6 9-6M3 6h18v12H3z"
          fill="none"
          stroke="currentColor"
          stroke-width="2"
          stroke-linejoin="round"
        />
      </svg>
      <span>Event catalog</span>
    </a>
    <nav class="sections" aria-label="Catalog">
      ${SECTIONS.map(
        ([file, title]) =>
          html`<a href="${root}${file}" ${file === page.file && html`aria-current="page"`}>${title}</a>`,
      )}
    </nav>
    <button class="theme" type="button" data-theme-switch hidden>
      <svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true">
        <circle cx="12" cy="12" r="8" fill="none" stroke="currentColor" stroke-width="2" />
        <path d="M12 4a8 8 0 0 1 0 16z" fill="currentColor" />
      </svg>
      <span data-theme-name>Theme</span>
    </button>
  </header>`;
}

function sidebar(page: Page, { root, catalog }: Around): Html {
  const owners = catalog.services.filter(({ owns }) => owns.length > 0);
  return html`<nav class="sidebar" aria-label="Events by owner">
    ${owners.map(
      ({ name }) =>
        html`<h2><a href="${addressOf(root, serviceFile(name))}">${name}</a></h2>
          <ul>
            ${catalog.events
              .filter(({ owner }) => owner === name)
              .map((event) => sideLink(eventFile(event), event.type, { page, root }))}
          </ul>`,
    )}
  </nav>`;
}

interface From {
  readonly page: Page;
  readonly root: string;
}

function sideLink(file: string, title: string, { page, root }: From): Html {
  return html`<li>
    <a href="${addressOf(root, file)}" ${file === page.file && html`aria-current="page"`}>${title}</a>
  </li>`;
}
