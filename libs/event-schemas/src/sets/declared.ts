import { isRecord, isSchema, schemaList, schemasIn, textsIn } from './json-schema.ts';
import { unknownKeywords } from './keywords.ts';
import { type Place, placeOf } from './place.ts';

/** The fields that a schema declares in any of its parts about the same value. */
export interface Declared {
  readonly fields: readonly (readonly [name: string, place: Place])[];
  /** Whether it may declare more than these. */
  readonly open: boolean;
}

/** All fields that a schema may declare, through references, alternatives and conditions. */
export function declaredBy(place: Place): Declared {
  const parts = allParts(place, partsOf);
  return {
    fields: parts.flatMap((part) => (isRecord(part.schema) ? ownFields(part, part.schema) : [])),
    open: parts.some((part) => isRecord(part.schema) && isOpen(part, part.schema)),
  };
}

function isOpen(place: Place, schema: Readonly<Record<string, unknown>>): boolean {
  const { additionalProperties, patternProperties, unevaluatedProperties } = schema;
  const free = isSchema(additionalProperties) || isRecord(patternProperties) || isSchema(unevaluatedProperties);
  return free || isUnclear(place, schema);
}

/** A place and all that its parts lead to, each schema once however often it is referred to. */
export function allParts(start: Place, parts: (place: Place) => readonly Place[]): readonly Place[] {
  const found = new Map([[start.schema, start]]);
  for (const place of found.values()) {
    for (const part of parts(place)) if (!found.has(part.schema)) found.set(part.schema, part);
  }
  return [...found.values()];
}

function ownFields(place: Place, schema: Readonly<Record<string, unknown>>): Declared['fields'] {
  const named = schemasIn(schema['properties']).map(([name, one]) => [name, placeOf(place, one)] as const);
  return [...named, ...textsIn(schema['required']).map((name) => [name, placeOf(place, true)] as const)];
}

function isUnclear(place: Place, schema: Readonly<Record<string, unknown>>): boolean {
  const reference = schema['$ref'];
  const lost = typeof reference === 'string' && place.root.resolve(reference) === undefined;
  return lost || unknownKeywords(schema).length > 0;
}

/** The parts of a schema that describe the same value and may add to what it declares. */
export function partsOf(place: Place): readonly Place[] {
  const { schema } = place;
  if (!isRecord(schema)) return [];
  const target = typeof schema['$ref'] === 'string' ? place.root.resolve(schema['$ref']) : undefined;
  const single = [target, schema['if'], schema['then'], schema['else']].filter(isSchema);
  const lists = [schema['allOf'], schema['anyOf'], schema['oneOf']].flatMap(schemaList);
  const dependent = schemasIn(schema['dependentSchemas']).map(([, one]) => one);
  return [...single, ...lists, ...dependent].map((one) => placeOf(place, one));
}
