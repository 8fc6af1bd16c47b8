import { patternProblem } from './pattern-cost.ts';
import { type SchemaNode, type SchemaPlace, ANNOTATIONS, refuse } from './resolve-schema.ts';
import type { Scalar, ScalarModel } from './schema-model.ts';

const NUMBER_BOUNDS: readonly string[] = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'];

/** Keywords that bound a value, by its type. */
const BOUNDS: Readonly<Record<string, readonly string[]>> = {
  object: ['minProperties', 'maxProperties'],
  array: ['minItems', 'maxItems', 'uniqueItems'],
  string: ['minLength', 'maxLength', 'pattern', 'format'],
  integer: NUMBER_BOUNDS,
  number: NUMBER_BOUNDS,
  boolean: [],
};

/** Keywords that are read elsewhere, by type. */
const STRUCTURE: Readonly<Record<string, readonly string[]>> = {
  object: ['required', 'properties', 'additionalProperties'],
  array: ['items'],
  string: ['enum', 'const'],
  integer: ['enum', 'const'],
  number: ['enum', 'const'],
  boolean: ['enum', 'const'],
};

/**
 * Keywords that bound a value, as they are written.
 * @throws {ContractSourceError} a keyword that the generator does not take for the type.
 */
export function readBounds(node: SchemaNode, place: SchemaPlace): SchemaNode {
  const type = String(node['type']);
  const bounds = BOUNDS[type] ?? [];
  const known = [...bounds, ...(STRUCTURE[type] ?? []), ...ANNOTATIONS, 'type', '$defs'];
  const strange = Object.keys(node).find((key) => !known.includes(key));
  if (strange !== undefined) refuse(place, `uses ${strange}, which the generator does not implement for ${type}`);
  const { multipleOf } = node;
  if (multipleOf !== undefined && !(Number.isInteger(multipleOf) && Number(multipleOf) > 0)) {
    refuse(place, 'uses multipleOf with no whole number above 0; fractions do not divide exactly');
  }
  assertCheapPattern(node, place);
  return Object.fromEntries(Object.entries(node).filter(([key]) => bounds.includes(key)));
}

/** Who sends an event must not be able to stall who reads it. */
function assertCheapPattern({ type, pattern, maxLength }: SchemaNode, place: SchemaPlace): void {
  const problem = type === 'string' && typeof pattern === 'string' ? patternProblem(pattern, maxLength) : undefined;
  if (problem !== undefined) refuse(place, `has a pattern that ${problem}`);
}

/**
 * The values that `enum` or `const` list.
 * @throws {ContractSourceError} one is not of the type, or stands there twice.
 */
export function readValues(
  node: SchemaNode,
  type: ScalarModel['type'],
  place: SchemaPlace,
): readonly Scalar[] | undefined {
  const listed: unknown = node['const'] === undefined ? node['enum'] : [node['const']];
  if (listed === undefined) return undefined;
  if (!Array.isArray(listed) || listed.length === 0) return refuse(place, 'has an enum that lists nothing');
  const strange: unknown = listed.find((value) => !isOfType(value, type));
  if (strange !== undefined) refuse(place, `lists ${JSON.stringify(strange).slice(0, 100)}, which is no ${type}`);
  if (new Set(listed).size < listed.length) refuse(place, 'lists a value twice');
  return listed as readonly Scalar[];
}

function isOfType(value: unknown, type: ScalarModel['type']): boolean {
  if (value === '__proto__') return false;
  return type === 'integer' ? Number.isInteger(value) : typeof value === type;
}
