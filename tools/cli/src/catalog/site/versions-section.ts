import type { CatalogConsumer, CatalogEvent, CatalogVersion } from '../model/catalog.ts';
import { sampleDelivery } from '../model/sample.ts';
import { addressOf, schemaFile } from './addresses.ts';
import { changeSection } from './change-section.ts';
import { fieldsTable } from './fields-table.ts';
import { type Html, html } from './html.ts';
import { jsonMarkup } from './json-markup.ts';
import { codeBlock, counted, statusBadge } from './parts.ts';

/** Every version, newest first: sections that the page's script turns into tabs when there are several. */
export function versionsSection(event: CatalogEvent, root: string): Html {
  return html`<section id="versions" aria-labelledby="versions-title">
    <h2 id="versions-title">${event.versions.length === 1 ? 'Fields' : 'Versions'}</h2>
    <div class="versions" data-tabs="Versions">
      ${event.versions.map((version) => versionPart(version, event, root))}
    </div>
  </section>`;
}

function versionPart(version: CatalogVersion, event: CatalogEvent, root: string): Html {
  const number = version.version;
  const file = schemaFile(event, number);
  return html`<section class="version" id="v${number}" data-tab="Version ${number}" aria-labelledby="v${number}-title">
    <h3 id="v${number}-title">Version ${number} ${statusBadge(version.status)}</h3>
    <p>${statusSentence(version, event)}</p>
    ${version.description !== event.description && html`<p>${version.description}</p>`}
    ${fieldsTable(version.fields, {
      version: number,
      root,
      caption: `${counted(version.fields.length, 'field')} of data in version ${number}.`,
      readers: (path) => readersOf(path, number, event.consumers),
    })}
    <p class="download">
      <a class="button" href="${addressOf(root, file)}" download="${event.slug}.v${number}.schema.json"
        >Download the JSON Schema</a
      >
    </p>
    ${changeSection(version, event)}
    <section id="v${number}-example" aria-labelledby="v${number}-example-title">
      <h4 id="v${number}-example-title">Example</h4>
      ${codeBlock(jsonMarkup(version.example), `Data of version ${number}`)}
      <details class="whole">
        <summary>The whole event, as EventBridge delivers it</summary>
        ${codeBlock(jsonMarkup(sampleDelivery(event, version)), `${event.type} as delivered`)}
      </details>
    </section>
  </section>`;
}

/** Handlers whose reading of this version covers a field: a path covers all that is inside it. */
export function readersOf(path: string, version: number, consumers: readonly CatalogConsumer[]): readonly string[] {
  return consumers
    .filter(({ readings }) => {
      const usable = readings.filter((reading) => reading.version <= version);
      const chosen = usable.toSorted((a, b) => b.version - a.version)[0];
      return (chosen?.fields ?? []).some((read) => read === '' || read === path || path.startsWith(`${read}.`));
    })
    .map(({ handler }) => handler);
}

function statusSentence({ version, status, hasUpcast }: CatalogVersion, { newest, consumers }: CatalogEvent): string {
  const declared = consumers.filter(({ readings }) => readings.some((reading) => reading.version === version));
  const next = `v${version + 1}`;
  const whenRead = hasUpcast ? `translated to ${next} when it is read` : `read as ${next} as it is`;
  switch (status) {
    case 'newest':
      return 'What is published today.';
    case 'alongside':
      return `Published beside v${newest.version} until no consumer declares v${version}. Declared by ${declaredBy(declared)}.`;
    case 'stored':
      return `No longer published. Data in history is ${whenRead}.`;
    case 'deprecated':
      return `Deprecated. ${version === newest.version ? '' : `Data in history is ${whenRead}. `}Declared by ${declaredBy(declared)}.`;
  }
}

function declaredBy(consumers: readonly CatalogConsumer[]): string {
  return consumers.length === 0 ? 'no consumer' : consumers.map(({ handler }) => handler).join(', ');
}
