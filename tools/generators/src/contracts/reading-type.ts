import type { FieldModel, SchemaModel } from '@tidings/event-schemas';
import { fieldsInside, fieldsOf, type EventReading } from './fields.ts';

/**
 * The TypeScript type of the fields that are read, written out, so that a domain says itself what it needs. What is
 * not spelled in words here is taken from the event's own type, `<dataType>[…]`.
 */
export function readingType({ model, fields }: Pick<EventReading, 'model' | 'fields'>, dataType: string): string {
  return objectType(fieldsOf(model), fields, dataType);
}

function objectType(all: readonly FieldModel[], fields: readonly string[], from: string): string {
  const lines = all.flatMap(({ name, required, model }) => {
    const inside = fieldsInside(fields, name);
    if (inside === undefined) return [];
    const [mark, own] = required ? ['', `${from}['${name}']`] : ['?', `Exclude<${from}['${name}'], undefined>`];
    return [`${docstring(model)}readonly ${name}${mark}: ${typeOf(model, inside, own)};`];
  });
  return `{\n${lines.join('\n')}\n}`;
}

function typeOf(model: SchemaModel, inside: readonly string[], from: string): string {
  const type = spelledType(model, inside, from);
  return model.nullable && type !== from ? `${type} | null` : type;
}

function spelledType(model: SchemaModel, inside: readonly string[], from: string): string {
  switch (model.kind) {
    case 'scalar':
      return scalarType(model);
    case 'list':
      return `readonly (${typeOf(model.entries, inside, `${from}[number]`)})[]`;
    case 'object':
      return objectType(model.fields, inside.length === 0 ? model.fields.map(({ name }) => name) : inside, from);
    case 'map':
    case 'alternatives':
      return from;
  }
}

function scalarType({ type, values }: Extract<SchemaModel, { readonly kind: 'scalar' }>): string {
  if (values !== undefined) return values.map((value) => JSON.stringify(value)).join(' | ');
  return type === 'integer' ? 'number' : type;
}

function docstring({ description }: SchemaModel): string {
  return description === '' ? '' : `/** ${description.replaceAll('*/', '* /')} */\n`;
}
