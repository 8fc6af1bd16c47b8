import { type ResolvedNode, type SchemaPlace, ANNOTATIONS, inside, refuse } from './resolve-schema.ts';
import type { AlternativeModel, AlternativesModel, ObjectModel, SchemaModel } from './schema-model.ts';

const BESIDE: readonly string[] = ['oneOf', 'type', '$defs', ...ANNOTATIONS];

/**
 * Reads objects that a field tells apart: required in each, a text with `const` or `enum`, and no value of it twice.
 * @throws {ContractSourceError} there is no such field, or something stands beside the alternatives.
 */
export function readAlternatives(
  { node, nullable, place }: ResolvedNode,
  readModel: (raw: unknown, at: SchemaPlace) => SchemaModel,
): AlternativesModel {
  const strange = Object.keys(node).find((key) => !BESIDE.includes(key));
  if (strange !== undefined) refuse(place, `uses ${strange} beside oneOf; put it into each alternative`);
  if (node['type'] !== undefined && node['type'] !== 'object') refuse(place, 'uses oneOf of what are no objects');
  if (nullable) refuse(place, 'is one of several objects or null; leave the field out instead of null');
  const models = (node['oneOf'] as readonly unknown[]).map((raw, index) =>
    asObject(readModel(raw, inside(place, `oneOf/${index}`)), place),
  );
  const tag = models[0]?.fields.map(({ name }) => name).find((name) => isTag(models, name));
  if (tag === undefined) {
    return refuse(place, 'needs a property that tells its alternatives apart: required, a text with const or enum');
  }
  return {
    kind: 'alternatives',
    description: String(node['description']),
    deprecated: node['deprecated'] === true,
    nullable: false,
    bounds: {},
    tag,
    alternatives: models.map((model): AlternativeModel => ({ values: tagValues(model, tag), model })),
  };
}

function asObject(model: SchemaModel, place: SchemaPlace): ObjectModel {
  if (model.kind === 'object' && !model.nullable) return model;
  return refuse(place, 'uses oneOf of what are no objects');
}

function isTag(models: readonly ObjectModel[], name: string): boolean {
  const values = models.map((model) => tagValues(model, name));
  const all = values.flat();
  return values.every(({ length }) => length > 0) && new Set(all).size === all.length;
}

/** Values that a field of an object must have, when it is a required text of which they are listed. */
function tagValues({ fields }: ObjectModel, name: string): readonly string[] {
  const field = fields.find((each) => each.name === name);
  if (field?.required !== true || field.model.kind !== 'scalar' || field.model.nullable) return [];
  const { type, values = [] } = field.model;
  return type === 'string' ? values.map(String) : [];
}
