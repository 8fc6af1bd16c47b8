import { readAlternatives } from './read-alternatives.ts';
import { readBounds, readValues } from './read-bounds.ts';
import {
  type ResolvedNode,
  type SchemaPlace,
  inside,
  isNode,
  refuse,
  resolveNode,
  rootPlace,
} from './resolve-schema.ts';
import type { FieldModel, ListModel, MapModel, ObjectModel, ScalarModel, SchemaModel } from './schema-model.ts';

const TYPES = ['object', 'array', 'string', 'integer', 'number', 'boolean'];

/**
 * Reads what a schema describes: references followed, `allOf` merged, alternatives told apart.
 * @throws {ContractSourceError} a keyword or type that the generator does not take, by name, or a value without a description.
 */
export function readSchemaModel(schema: unknown, file: string): SchemaModel {
  return readModel(schema, rootPlace(schema, file));
}

function readModel(raw: unknown, at: SchemaPlace): SchemaModel {
  const resolved = resolveNode(raw, at);
  const { node, place } = resolved;
  if (typeof node['description'] !== 'string' || node['description'].trim() === '') {
    refuse(place, 'needs a description, with the unit');
  }
  if (node['oneOf'] !== undefined) return readAlternatives(resolved, readModel);
  const { type } = node;
  if (type === 'object') return readObject(resolved);
  if (type === 'array') return readList(resolved);
  if (typeof type !== 'string' || !TYPES.includes(type)) return refuse(place, `needs a type among ${TYPES.join(', ')}`);
  return readScalar(resolved, type as ScalarModel['type']);
}

/** What every value has. */
function described({ node, nullable, place }: ResolvedNode): Omit<ObjectModel, 'kind' | 'fields' | 'closed'> {
  return {
    description: String(node['description']),
    deprecated: node['deprecated'] === true,
    nullable,
    bounds: readBounds(node, place),
  };
}

function readScalar(resolved: ResolvedNode, type: ScalarModel['type']): ScalarModel {
  const values = readValues(resolved.node, type, resolved.place);
  return { kind: 'scalar', type, ...described(resolved), ...(values === undefined ? {} : { values }) };
}

function readList(resolved: ResolvedNode): ListModel {
  const { node, place } = resolved;
  if (node['items'] === undefined) refuse(place, 'is an array without items');
  return { kind: 'list', ...described(resolved), entries: readModel(node['items'], inside(place, 'items')) };
}

function readObject(resolved: ResolvedNode): ObjectModel | MapModel {
  const { node, place } = resolved;
  const others = node['additionalProperties'];
  if (others === true) refuse(place, 'uses additionalProperties: true; describe the entries by a schema');
  if (others === undefined || others === false) {
    return { kind: 'object', ...described(resolved), fields: readFields(resolved), closed: others === false };
  }
  if (node['properties'] !== undefined) {
    refuse(place, 'uses additionalProperties beside properties; give the map a field of its own');
  }
  return { kind: 'map', ...described(resolved), entries: readModel(others, inside(place, 'additionalProperties')) };
}

function readFields({ node, place }: ResolvedNode): readonly FieldModel[] {
  const properties = node['properties'] ?? {};
  const required: unknown = node['required'] ?? [];
  if (!isNode(properties)) return refuse(place, 'has properties that are no object');
  if (!Array.isArray(required)) return refuse(place, 'has a required that is no list');
  const missing = required.map(String).find((name) => !Object.hasOwn(properties, name));
  if (missing !== undefined) refuse(place, `requires ${missing}, which it does not describe`);
  return Object.entries(properties).map(([name, child]) => readField(name, child, { place, required }));
}

/**
 * Names that paths or patterns cannot carry, and those of what every object of JavaScript inherits: where the field is absent, a
 * validator would look at the inherited member.
 */
const NO_NAMES: readonly string[] = ['', '$or', ...Object.getOwnPropertyNames(Object.prototype)];

function readField(
  name: string,
  child: unknown,
  { place, required }: { readonly place: SchemaPlace; readonly required: readonly unknown[] },
): FieldModel {
  const at = inside(place, `properties/${name}`);
  if (name.includes('.')) refuse(at, 'has a dot in its name; dots stand between the names of a path');
  if (NO_NAMES.includes(name)) refuse(at, `cannot be a field called ${JSON.stringify(name)}`);
  return { name, required: required.includes(name), model: readModel(child, at) };
}
