import type { Catalog, CatalogConsumer, CatalogEvent, CatalogReading, CatalogRule } from '../model/catalog.ts';
import { fieldAnchor } from './addresses.ts';
import { type Html, html } from './html.ts';
import { handlerLink, table } from './parts.ts';

const COLUMNS = [
  { title: 'Handler' },
  { title: 'Reads', className: 'reads' },
  { title: 'Rule takes', className: 'takes' },
  { title: 'Declared in', className: 'declared' },
];

/** Each handler with the fields that it declares and the rule that carries the event to it. */
export function consumersSection(event: CatalogEvent, { hasSystem }: Catalog, root: string): Html {
  return html`<section id="consumers" aria-labelledby="consumers-title">
    <h2 id="consumers-title">Consumers</h2>
    ${
      event.consumers.length === 0
        ? html`<p>
            ${hasSystem ? 'No rule carries this event to a handler, and no handler declares that it reads it.' : 'Unknown: the catalog was written without the synthesized templates.'}
          </p>`
        : table(
            'What each handler reads of the event, and which events its rule lets through.',
            COLUMNS,
            event.consumers.map((consumer) => ({
              cells: [
                handlerLink(consumer.handler, root),
                readsCell(consumer, event),
                rulesCell(consumer.rules, hasSystem),
                declaredCell(consumer.readings),
              ],
            })),
          )
    }
  </section>`;
}

function readsCell({ readings }: CatalogConsumer, event: CatalogEvent): Html {
  if (readings.length === 0) return html`<span class="quiet">not declared</span>`;
  return html`${readings.map((reading) => readingCell(reading, event))}`;
}

function readingCell({ version, fields }: CatalogReading, event: CatalogEvent): Html {
  const shown = fields.map((path) => html`${fieldChip({ path, version }, event)} `);
  return html`<p class="reading">
    <span class="quiet">from v${version}:</span>
    ${fields.length === 0 ? html`<span class="quiet">no field</span>` : shown}
  </p>`;
}

interface ReadField {
  /** `''`: all of the data. */
  readonly path: string;
  /** From which version on. */
  readonly version: number;
}

/** Leads to the field in the newest version, or in the one that the handler declares when it is gone. */
function fieldChip({ path, version }: ReadField, { newest, versions }: CatalogEvent): Html {
  if (path === '') return html`<a class="chip" href="#v${newest.version}">all of the data</a>`;
  const holders = versions.filter(({ fields }) => fields.some((field) => field.path === path));
  const holder = holders.find((one) => one === newest || one.version === version);
  if (holder === undefined) return html`<code class="chip">${path}</code>`;
  const gone = holder === newest ? undefined : html` <span class="quiet">not in v${newest.version}</span>`;
  return html`<a class="chip" href="#${encodeURIComponent(fieldAnchor(holder.version, path))}"><code>${path}</code></a
    >${gone}`;
}

function rulesCell(rules: readonly CatalogRule[], hasSystem: boolean): Html {
  if (rules.length === 0) return html`<span class="quiet">${hasSystem ? 'no rule delivers' : 'unknown'}</span>`;
  return html`${rules.map(ruleCell)}`;
}

function ruleCell({ filter, logicalId, pattern }: CatalogRule): Html {
  return html`<details class="rule">
      <summary>${filter === undefined ? 'every one' : 'those that match'}</summary>
      <p class="quiet">Rule <code>${logicalId}</code></p>
      <pre
        tabindex="0"
        role="region"
        aria-label="Pattern of ${logicalId}"
      ><code>${JSON.stringify(pattern, null, 2)}</code></pre>
    </details>
    ${filter !== undefined && html`<code class="filter">${JSON.stringify(filter['detail'] ?? filter)}</code>`}`;
}

const LANGUAGES: Readonly<Record<string, string>> = { python: 'Python', typescript: 'TypeScript' };

function declaredCell(readings: readonly CatalogReading[]): Html | undefined {
  const files = [...new Set(readings.map(({ file }) => file))];
  const [language] = readings.map((reading) => reading.language);
  if (language === undefined) return undefined;
  return html`${files.map((file) => html`<code class="path">${withBreaks(file)}</code> `)}<span class="quiet"
      >${LANGUAGES[language] ?? language}</span
    >`;
}

function withBreaks(path: string): readonly Html[] {
  return path.split('/').map((step, index) => html`${index > 0 && html`/<wbr />`}${step}`);
}
