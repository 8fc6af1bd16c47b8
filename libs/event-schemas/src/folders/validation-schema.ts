import type { ObjectModel, SchemaModel } from './schema-model.ts';

/** A JSON Schema without references, annotations and shorthands that accepts what the model describes. */
export function validationSchema(model: SchemaModel): Readonly<Record<string, unknown>> {
  return { ...typeOf(model), ...model.bounds, ...inner(model) };
}

const TYPES = { object: 'object', map: 'object', list: 'array', alternatives: 'object' } as const;

function typeOf(model: SchemaModel): object {
  const type = model.kind === 'scalar' ? model.type : TYPES[model.kind];
  return { type: model.nullable ? [type, 'null'] : type };
}

function inner(model: SchemaModel): object {
  switch (model.kind) {
    case 'scalar': {
      const { values, nullable } = model;
      return values === undefined ? {} : { enum: nullable ? [...values, null] : values };
    }
    case 'list':
      return { items: validationSchema(model.entries) };
    case 'map':
      return { additionalProperties: validationSchema(model.entries) };
    case 'object':
      return fieldsOf(model);
    case 'alternatives':
      return {
        discriminator: { propertyName: model.tag },
        required: [model.tag],
        properties: {
          [model.tag]: { type: 'string', enum: model.alternatives.flatMap(({ values }) => values) },
        },
        oneOf: model.alternatives.map((alternative) => validationSchema(alternative.model)),
      };
  }
}

function fieldsOf({ fields, closed }: ObjectModel): object {
  const required = fields.flatMap((field) => (field.required ? [field.name] : []));
  return {
    ...(required.length === 0 ? {} : { required }),
    ...(fields.length === 0
      ? {}
      : { properties: Object.fromEntries(fields.map((f) => [f.name, validationSchema(f.model)])) }),
    ...(closed ? { additionalProperties: false } : {}),
  };
}
