import type { Constraint } from '../model/constraints.ts';
import type { Field } from '../model/fields.ts';
import { fieldAnchor } from './addresses.ts';
import { type Html, html } from './html.ts';
import { type Row, handlerLink, table } from './parts.ts';

/** Who reads a field: handlers by its path. */
export type Readers = (path: string) => readonly string[];

/** What a table of fields needs to know besides them. */
export interface FieldsContext {
  /** Makes the rows' anchors. */
  readonly version: number;
  readonly root: string;
  readonly caption: string;
  readonly readers: Readers;
}

const COLUMNS = [
  { title: 'Field', className: 'field-name' },
  { title: 'Type', className: 'field-type' },
  { title: 'Constraints', className: 'field-constraints' },
  { title: 'Description', className: 'field-description' },
];

/** The fields of one version, each under the one it lies in. */
export function fieldsTable(fields: readonly Field[], context: FieldsContext): Html {
  return table(
    context.caption,
    COLUMNS,
    fields.map((field) => fieldRow(field, context)),
  );
}

function fieldRow(field: Field, { version, root, readers }: FieldsContext): Row {
  const anchor = fieldAnchor(version, field.path);
  return {
    id: anchor,
    className: `field depth-${Math.min(field.depth, 6)}`,
    cells: [
      nameCell(field, anchor),
      typeCell(field),
      constraintsCell(field.constraints),
      descriptionCell(field, readers(field.path), root),
    ],
  };
}

function nameCell({ path, name }: Field, anchor: string): Html {
  const parents = path.slice(0, path.length - name.length);
  return html`<a class="field-link" href="#${encodeURIComponent(anchor)}"
    >${parents !== '' && html`<span class="parents">${parents}</span>`}<wbr /><code>${name}</code></a
  >`;
}

function typeCell({ type, required, deprecated }: Field): Html {
  return html`<span class="type">${type}</span>
    <span class="${required ? 'need' : 'need need-optional'}">${required ? 'required' : 'optional'}</span
    >${deprecated && html` <span class="badge badge-deprecated">deprecated</span>`}`;
}

function constraintsCell(constraints: readonly Constraint[]): Html | undefined {
  if (constraints.length === 0) return undefined;
  return html`<ul class="constraints">
    ${constraints.map(
      ({ label, values }) => html`<li>${label}${values.map((value) => html` <code>${value}</code>`)}</li>`,
    )}
  </ul>`;
}

function descriptionCell({ description }: Field, readers: readonly string[], root: string): Html {
  if (readers.length === 0) return html`${description}`;
  return html`${description}
    <p class="readers">
      Read by ${readers.map((handler, index) => html`${index > 0 && ', '}${handlerLink(handler, root)}`)}
    </p>`;
}
