import { type Html, html } from '../site/html.ts';
import type { Row } from './cards.ts';
import type { PlacedGraph } from './layout.ts';
import { HEADER_HEIGHT, type PlacedCard, ROW_HEIGHT, rowMiddle } from './placed-card.ts';
import type { PlacedLink } from './routes.ts';

/** Lines recede where there are more, until somebody points at what they belong to. */
const MANY_LINKS = 60;

/** Draws the graph. Colours come from the site's style sheet. */
export function graphSvg({ width, height, cards, links }: PlacedGraph): Html {
  return html`<svg
    class="${links.length > MANY_LINKS ? 'graph graph-dense' : 'graph'}"
    viewBox="0 0 ${width} ${height}"
    width="${width}"
    height="${height}"
    role="group"
    aria-label="System graph: services with their events, and the handlers that consume them"
    data-graph
  >
    <defs>
      <marker
        id="arrow"
        viewBox="0 0 8 8"
        refX="7"
        refY="4"
        markerWidth="7"
        markerHeight="7"
        orient="auto-start-reverse"
      >
        <path d="M0 0l8 4-8 4z" class="graph-arrow" />
      </marker>
    </defs>
    <g aria-hidden="true">${links.map(linkPath)}</g>
    ${cards.map(cardGroup)}
  </svg>`;
}

function linkPath({ link, d }: PlacedLink): Html {
  return html`<path
    class="graph-link"
    d="${d}"
    data-from="${link.from}"
    data-to="${link.to}"
    data-ends="${link.fromCard} ${link.toCard}"
    marker-end="url(#arrow)"
  />`;
}

function cardGroup(placed: PlacedCard): Html {
  const { card, x, y, width, height } = placed;
  return html`<g class="graph-card graph-${card.kind}" role="group" aria-label="${card.title}">
    <rect class="graph-box" x="${x}" y="${y}" width="${width}" height="${height}" rx="10" />
    <text class="graph-title" x="${x + 16}" y="${y + 26}">
      ${card.kind === 'outside' ? card.title : html`<a href="services/${encodeURIComponent(card.title)}.html" data-card="${card.key}">${card.title}</a>`}
    </text>
    <path class="graph-rule" d="M${x} ${y + HEADER_HEIGHT - 4}h${width}" />
    ${card.rows.map((row) => rowGroup(row, placed))}
  </g>`;
}

function rowGroup(row: Row, placed: PlacedCard): Html {
  const { x, width } = placed;
  const middle = rowMiddle(placed, row.key);
  const inside = html`<title>${row.says}</title>
    <rect
      class="graph-hit"
      x="${x + 6}"
      y="${middle - ROW_HEIGHT / 2 + 1}"
      width="${width - 12}"
      height="${ROW_HEIGHT - 2}"
      rx="6"
    />
    <circle class="graph-port" cx="${x + 20}" cy="${middle}" r="4" />
    <text class="graph-label" x="${x + 32}" y="${middle + 4.5}">${row.label}</text>`;
  const attributes = html`class="graph-row graph-${row.kind}" data-row="${row.key}"`;
  if (row.href === undefined) return html`<g ${attributes}>${inside}</g>`;
  return html`<a ${attributes} href="${row.href}" aria-label="${row.says}">${inside}</a>`;
}
