import type { Schema } from '@tidings/event-schemas';

/** Kinds of value that a rule compares in different ways. */
const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
};

/**
 * The fields that a rule may ask of, as the source of an object: name → kind, or the fields inside. A rule looks through
 * lists, so that a list has the shape of its entries.
 */
export function emitShape(schema: Schema): string {
  if (schema.type === 'array') return emitShape(schema.items ?? {});
  if (schema.type !== 'object') return `'${KINDS[schema.type ?? '']}'`;
  const fields = Object.entries(schema.properties ?? {}).map(
    ([name, field]) => `${JSON.stringify(name)}: ${emitShape(field)}`,
  );
  return `{ ${fields.join(', ')} }`;
}
