import type { CatalogEvent, VersionStatus } from '../model/catalog.ts';
import { addressOf, eventFile, serviceFile } from './addresses.ts';
import { type Html, html } from './html.ts';

/** `3 events`, `1 event`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** A handler, linked to where its service lists it. */
export function handlerLink(handler: string, root: string): Html {
  const [service = '', name = ''] = handler.split('/');
  return html`<a class="handler" href="${addressOf(root, serviceFile(service))}#${anchorOf(handler)}"
    >${service}/<wbr /><span class="handler-name">${name}</span></a
  >`;
}

/** Id of a function's row on its service's page. */
export function anchorOf(handler: string): string {
  return `function-${handler.split('/').at(-1) ?? handler}`;
}

/** A link to an event's page. */
export function eventLink(event: CatalogEvent, root: string): Html {
  return html`<a class="event-name" href="${addressOf(root, eventFile(event))}">${event.type}</a>`;
}

/** A link to a service's page. */
export function serviceLink(name: string, root: string): Html {
  return html`<a href="${addressOf(root, serviceFile(name))}">${name}</a>`;
}

/** A block of code that can be copied. */
export function codeBlock(code: Html | string, label: string): Html {
  return html`<figure class="code">
    <figcaption>${label}<button type="button" class="copy" data-copy hidden>Copy</button></figcaption>
    <pre tabindex="0" role="region" aria-label="${label}"><code>${code}</code></pre>
  </figure>`;
}

const STATUS_WORDS: Readonly<Record<VersionStatus, string>> = {
  alongside: 'published alongside',
  deprecated: 'deprecated',
  newest: 'newest',
  stored: 'in history only',
};

/** What became of a version, as a badge. */
export function statusBadge(status: VersionStatus): Html {
  return html`<span class="badge badge-${status}">${STATUS_WORDS[status]}</span>`;
}

/** A table that turns into cards where it does not fit: each cell carries the name of its column. */
export interface Column {
  readonly title: string;
  readonly className?: string;
}

/** One row: cells in the order of the columns, the first one its heading. */
export interface Row {
  readonly id?: string;
  readonly className?: string;
  readonly cells: readonly (Html | string | undefined)[];
}

/** Writes a table with its roles spelled out, since a style that turns rows into cards takes them away. */
export function table(caption: string, columns: readonly Column[], rows: readonly Row[]): Html {
  return html`<table class="cards" role="table">
    <caption>
      ${caption}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        ${columns.map(({ title }) => html`<th scope="col" role="columnheader">${title}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map((row) => tableRow(row, columns))}
    </tbody>
  </table>`;
}

function tableRow({ id, className, cells }: Row, columns: readonly Column[]): Html {
  return html`<tr role="row" ${id !== undefined && html`id="${id}"`} class="${className ?? ''}">
    ${cells.map((cell, index) => tableCell(cell, index, columns[index]))}
  </tr>`;
}

function tableCell(cell: Html | string | undefined, index: number, column: Column | undefined): Html {
  const content = html`${cell ?? ''}`;
  const kind = `${column?.className ?? ''}${content.markup === '' ? ' empty' : ''}`;
  if (index === 0) return html`<th scope="row" role="rowheader" class="${kind}">${content}</th>`;
  return html`<td role="cell" class="${kind}" data-title="${column?.title ?? ''}">${content}</td>`;
}
