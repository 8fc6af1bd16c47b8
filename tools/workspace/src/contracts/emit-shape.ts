import type { SchemaModel } from '@tidings/event-schemas';

/** Kinds of value that a rule compares in different ways. */
const KINDS = { string: 'text', integer: 'number', number: 'number', boolean: 'boolean' } as const;

/**
 * What a rule may ask of, as the source of a `Shape`: name → kind, or the fields inside. A rule looks through lists, so
 * that a list has the shape of its entries.
 */
export function emitShape(model: SchemaModel): string {
  const shape = shapeWithoutNull(model);
  return model.nullable ? `[${shape}, 'null']` : shape;
}

function shapeWithoutNull(model: SchemaModel): string {
  switch (model.kind) {
    case 'scalar':
      return `'${KINDS[model.type]}'`;
    case 'list':
      return emitShape(model.entries);
    case 'map':
      return `{ ".each": ${emitShape(model.entries)} }`;
    case 'object':
      return entriesOf(model.fields.map((field) => [field.name, field.model]));
    case 'alternatives': {
      const branches = model.alternatives.flatMap((each) => each.values.map((value) => [value, each.model] as const));
      return `{ ".by": ${JSON.stringify(model.tag)}, ".of": ${entriesOf(branches)} }`;
    }
  }
}

function entriesOf(entries: readonly (readonly [string, SchemaModel])[]): string {
  return `{ ${entries.map(([name, model]) => `${JSON.stringify(name)}: ${emitShape(model)}`).join(', ')} }`;
}
