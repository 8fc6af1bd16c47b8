import type { Schema } from '@tidings/event-schemas';
import type { EventReading } from './fields.ts';

/**
 * The TypeScript type of the fields that are read, written out, so that a domain says itself what it needs. What is
 * not spelled in words here is taken from the event's own type, `<dataType>[…]`.
 */
export function readingType({ schema, fields }: Pick<EventReading, 'schema' | 'fields'>, dataType: string): string {
  return objectType(schema, fields, dataType);
}

function objectType({ properties = {}, required = [] }: Schema, fields: readonly string[], from: string): string {
  const lines = Object.entries(properties).flatMap(([name, child]) => {
    const inside = fieldsInside(fields, name);
    if (inside === undefined) return [];
    const [mark, own] = required.includes(name)
      ? ['', `${from}['${name}']`]
      : ['?', `Exclude<${from}['${name}'], undefined>`];
    return [`${docstring(child)}readonly ${name}${mark}: ${typeOf(child, inside, own)};`];
  });
  return `{\n${lines.join('\n')}\n}`;
}

/** The paths inside a field; none means the whole of it, `undefined` that it is not read. */
function fieldsInside(fields: readonly string[], name: string): readonly string[] | undefined {
  if (fields.includes(name)) return [];
  const inside = fields.filter((field) => field.startsWith(`${name}.`)).map((field) => field.slice(name.length + 1));
  return inside.length === 0 ? undefined : inside;
}

function typeOf(schema: Schema, inside: readonly string[], from: string): string {
  const { type, items, properties } = schema;
  if (type === 'array' && items !== undefined) return `readonly (${typeOf(items, inside, `${from}[number]`)})[]`;
  if (type === 'object' && properties !== undefined) {
    return objectType(schema, inside.length === 0 ? Object.keys(properties) : inside, from);
  }
  return scalarType(schema) ?? from;
}

function scalarType({ type, enum: values, const: value }: Schema): string | undefined {
  const allowed = value === undefined ? values : [value];
  if (allowed !== undefined) return allowed.map((each) => JSON.stringify(each)).join(' | ');
  if (type === 'integer' || type === 'number') return 'number';
  return type === 'string' || type === 'boolean' ? type : undefined;
}

function docstring({ description }: Schema): string {
  return description === undefined ? '' : `/** ${description.replaceAll('*/', '* /')} */\n`;
}
