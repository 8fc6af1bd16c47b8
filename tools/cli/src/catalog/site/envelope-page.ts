import type { Catalog } from '../model/catalog.ts';
import { asText } from '../model/json.ts';
import { sampleEnvelope } from '../model/sample.ts';
import { fieldsTable } from './fields-table.ts';
import { html } from './html.ts';
import { jsonMarkup } from './json-markup.ts';
import type { Page } from './page.ts';
import { codeBlock } from './parts.ts';

/** File of the envelope's schema, from the site's folder. */
export const ENVELOPE_SCHEMA_FILE = 'schemas/envelope.schema.json';

/** What stands around the data of every event. */
export function envelopePage({ envelope, events }: Catalog): Page {
  const [first] = events;
  return {
    file: 'envelope.html',
    title: 'Envelope',
    summary: asText(envelope.schema['description']),
    body: html`
      <header class="head">
        <h1>Envelope</h1>
        <p class="lead">${asText(envelope.schema['description'])}</p>
      </header>
      <p>
        On the bus, the source of an event is the service that owns it, its detail type is the event’s name, and its
        detail is this envelope. What happened is in <code>data</code>, which the event’s own page describes.
      </p>
      <section aria-labelledby="fields">
        <h2 id="fields">Fields</h2>
        ${fieldsTable(envelope.fields, { version: 0, root: '', caption: 'The fields of every event.', readers: () => [] })}
        <p class="download">
          <a class="button" href="${ENVELOPE_SCHEMA_FILE}" download="envelope.schema.json">Download the JSON Schema</a>
        </p>
      </section>
      ${
        first !== undefined &&
        html`<section aria-labelledby="example">
          <h2 id="example">Example</h2>
          ${codeBlock(jsonMarkup(sampleEnvelope(first, first.newest)), `Envelope of ${first.type}`)}
        </section>`
      }
    `,
  };
}
