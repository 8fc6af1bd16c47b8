import type { JsonSchema } from '../../sets/json-schema.ts';

/**
 * What a change means in one direction: `safe`; broken, with a document that shows it (written under the writer's
 * version, refused by the reader's); another meaning of the same data; or not to be decided.
 */
export type Label = 'safe' | { readonly breaks: unknown } | 'meaning' | 'unclear';

/** One labelled change of a schema. */
export interface Change {
  readonly change: string;
  readonly before: JsonSchema;
  readonly after: JsonSchema;
  readonly backward: Label;
  readonly forward: Label;
}

/** A document that shows that a direction is broken. */
export const breaks = (document: unknown): Label => ({ breaks: document });

/** An object with fields, some of them required. */
export function object(
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[] = [],
  more: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  return { type: 'object', properties, required, ...more };
}

/** One row of a table: what changes, from what to what, and what it means backward and forward. */
export type Row = readonly [change: string, before: JsonSchema, after: JsonSchema, backward: Label, forward: Label];

/** Rows as labelled changes. */
export function changes(rows: readonly Row[]): readonly Change[] {
  return rows.map(([change, before, after, backward, forward]) => ({ change, before, after, backward, forward }));
}
