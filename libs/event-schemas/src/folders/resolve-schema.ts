import { ContractSourceError } from './contract-source-error.ts';

export type SchemaNode = Readonly<Record<string, unknown>>;

/** Where a reader of a schema is. */
export interface SchemaPlace {
  readonly file: string;
  /** JSON Pointer, references followed; `''` for the schema itself. */
  readonly path: string;
  /** The schema's `$defs`. */
  readonly definitions: SchemaNode;
  /** Names of the definitions that led here. */
  readonly trail: readonly string[];
  readonly depth: number;
  /** How many more values may be described; shared by all places of a schema. */
  readonly budget: { left: number };
}

/** A node without references, merged from its parts. */
export interface ResolvedNode {
  readonly node: SchemaNode;
  readonly nullable: boolean;
  readonly place: SchemaPlace;
}

/** Keywords that say something to people. */
export const ANNOTATIONS: readonly string[] = [
  '$schema',
  '$id',
  '$comment',
  'title',
  'description',
  'default',
  'deprecated',
  'examples',
];

/** As deep as a document may be that is read: data below could never arrive. */
const MAX_DEPTH = 32;
/** Values that one schema may describe once its references are followed, each of which becomes code. */
const MAX_VALUES = 2_000;

const ADVICE = 'use oneOf with a required property whose const or enum tells the alternatives apart';

/** The place of a whole schema. */
export function rootPlace(schema: unknown, file: string): SchemaPlace {
  const definitions = isNode(schema) && isNode(schema['$defs']) ? schema['$defs'] : {};
  return { file, path: '', definitions, trail: [], depth: 0, budget: { left: MAX_VALUES } };
}

/** @throws {ContractSourceError} always */
export function refuse({ file, path }: SchemaPlace, problem: string): never {
  throw new ContractSourceError(file, `${path === '' ? 'the schema' : path} ${problem}`);
}

/** The place of something inside. */
export function inside(place: SchemaPlace, path: string): SchemaPlace {
  const deeper = { ...place, path: `${place.path}/${path}`.slice(0, 300), depth: place.depth + 1 };
  if (deeper.depth > MAX_DEPTH) refuse(deeper, `nests deeper than ${MAX_DEPTH} levels`);
  return deeper;
}

/**
 * Follows references, merges `allOf`, and takes null out of types and alternatives.
 * @throws {ContractSourceError} what the generator does not take, by name.
 */
export function resolveNode(raw: unknown, place: SchemaPlace): ResolvedNode {
  if (!isNode(raw)) return refuse(place, 'must be an object that describes a value');
  place.budget.left -= 1;
  if (place.budget.left < 0) refuse(place, `is one value too many: a schema may describe ${MAX_VALUES}`);
  if (raw['$ref'] !== undefined) return followed(raw, place);
  if (raw['anyOf'] !== undefined || raw['oneOf'] !== undefined) return withoutNullAlternative(raw, place);
  if (raw['allOf'] !== undefined) return { ...withoutNullType(merged(raw, place), place), place };
  return { ...withoutNullType(raw, place), place };
}

function followed(raw: SchemaNode, place: SchemaPlace): ResolvedNode {
  const { $ref: reference, ...words } = raw;
  const name = definitionName(reference, place);
  if (place.trail.includes(name))
    refuse(place, `refers to #/$defs/${name} inside itself; describe it to a fixed depth`);
  const strange = Object.keys(words).find((key) => !ANNOTATIONS.includes(key));
  if (strange !== undefined) refuse(place, `uses ${strange} beside $ref; put it into the definition`);
  if (place.trail.length >= MAX_DEPTH) refuse(place, `refers through more than ${MAX_DEPTH} definitions`);
  const next = { ...place, trail: [...place.trail, name] };
  return resolveNode({ ...(place.definitions[name] as SchemaNode), ...words }, next);
}

function definitionName(reference: unknown, place: SchemaPlace): string {
  const name = /^#\/\$defs\/([^/~%]+)$/.exec(String(reference))?.[1];
  const isKnown = name !== undefined && Object.hasOwn(place.definitions, name) && isNode(place.definitions[name]);
  return isKnown ? name : refuse(place, `refers to ${String(reference).slice(0, 100)}, which is not in its $defs`);
}

/** `oneOf` and `anyOf` of a value and null are the value, or null. */
function withoutNullAlternative(raw: SchemaNode, place: SchemaPlace): ResolvedNode {
  const { anyOf, oneOf, ...rest } = raw;
  const value = anyOf === undefined || oneOf === undefined ? valueOrNull(oneOf ?? anyOf) : undefined;
  if (value !== undefined) {
    assertOnlyWords(rest, place);
    const resolved = resolveNode(value, place);
    return { ...resolved, node: { ...resolved.node, ...rest }, nullable: true };
  }
  if (anyOf !== undefined) refuse(place, `uses anyOf, which the generator takes for a value or null only; ${ADVICE}`);
  if (!Array.isArray(oneOf)) refuse(place, 'has a oneOf that is no list');
  if (rest['allOf'] !== undefined) refuse(place, 'uses allOf beside oneOf; put what is shared into each alternative');
  return { node: raw, nullable: false, place };
}

/** What stands beside null, when that is all there is. */
function valueOrNull(alternatives: unknown): unknown {
  if (!Array.isArray(alternatives) || alternatives.length !== 2) return undefined;
  const others: readonly unknown[] = alternatives.filter((each) => !(isNode(each) && each['type'] === 'null'));
  return others.length === 1 ? others[0] : undefined;
}

function assertOnlyWords(rest: SchemaNode, place: SchemaPlace): void {
  const strange = Object.keys(rest).find((key) => !ANNOTATIONS.includes(key) && key !== '$defs');
  if (strange !== undefined) refuse(place, `uses ${strange} beside a value or null; put it into the value`);
}

/** `type: [string, null]` is a text or null. What `enum` and `const` list decides whether null is really allowed. */
function withoutNullType(raw: SchemaNode, place: SchemaPlace): Omit<ResolvedNode, 'place'> {
  const { type } = raw;
  if (!Array.isArray(type)) return { node: raw, nullable: false };
  const others: readonly unknown[] = type.filter((each) => each !== 'null');
  if (type.length !== 2 || others.length !== 1) refuse(place, 'needs one type, or one and null');
  const listed: unknown = raw['const'] === undefined ? raw['enum'] : [raw['const']];
  const isListed = !Array.isArray(listed) || listed.includes(null);
  const values = Array.isArray(listed) ? { enum: listed.filter((each) => each !== null) } : {};
  const { const: _, ...rest } = raw;
  return { node: { ...rest, type: others[0], ...values }, nullable: isListed };
}

const MERGED: readonly string[] = ['type', 'properties', 'required', 'allOf', '$defs', ...ANNOTATIONS];

/** Objects that hold all together are one object with all their properties. */
function merged(raw: SchemaNode, place: SchemaPlace): SchemaNode {
  const { allOf, ...own } = raw;
  if (!Array.isArray(allOf)) return refuse(place, 'has an allOf that is no list');
  const parts = allOf.map((part, index) => resolveNode(part, inside(place, `allOf/${index}`)));
  if (parts.some(({ nullable }) => nullable)) refuse(place, 'merges a part of allOf that may be null');
  const nodes = [...parts.map(({ node }) => node), own];
  for (const node of nodes) assertMergeable(node, place);
  const properties = nodes.flatMap((node) => Object.entries((node['properties'] ?? {}) as SchemaNode));
  const twice = properties.find(([name], index) => properties.findIndex(([other]) => other === name) !== index);
  if (twice !== undefined) refuse(place, `describes ${twice[0]} in two parts of allOf`);
  const required = nodes.flatMap((node) => (node['required'] ?? []) as readonly unknown[]);
  return { ...own, type: 'object', properties: Object.fromEntries(properties), required: [...new Set(required)] };
}

function assertMergeable(node: SchemaNode, place: SchemaPlace): void {
  const strange = Object.keys(node).find((key) => !MERGED.includes(key));
  if (strange !== undefined) refuse(place, `merges a part of allOf that uses ${strange}; only objects are merged`);
  const { type = 'object', properties = {}, required = [] } = node;
  if (type !== 'object' || !isNode(properties) || !Array.isArray(required)) {
    refuse(place, 'merges a part of allOf that is no object');
  }
}

/** Whether a value is an object of JSON. */
export function isNode(value: unknown): value is SchemaNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
