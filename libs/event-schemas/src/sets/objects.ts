import { matches } from './evaluate-scalar.ts';
import { isRecord, isSchema, numberIn, schemasIn, textsIn } from './json-schema.ts';
import { type Place, type Root, placeOf } from './place.ts';
import { ANY_OBJECT, type Fields, type ObjectSet } from './shape.ts';

/** Objects as a schema's own keywords say. */
export function objectsOf(place: Place, schema: Readonly<Record<string, unknown>>): ObjectSet {
  const required = textsIn(schema['required']);
  const names = schema['propertyNames'];
  return {
    ...ANY_OBJECT,
    min: numberIn(schema['minProperties']) ?? 0,
    max: numberIn(schema['maxProperties']) ?? Infinity,
    required,
    fields: [fieldsOf(place, schema)],
    names: isSchema(names) ? [placeOf(place, names)] : [],
    dependent: isRecord(schema['dependentRequired'])
      ? Object.entries(schema['dependentRequired']).map(([name, needs]) => [name, textsIn(needs)] as const)
      : [],
  };
}

function fieldsOf(place: Place, schema: Readonly<Record<string, unknown>>): Fields {
  const { additionalProperties, patternProperties, unevaluatedProperties, properties } = schema;
  const unevaluated = unevaluatedProperties !== undefined && unevaluatedProperties !== false;
  return {
    root: place.root,
    properties: new Map(schemasIn(properties).map(([name, one]) => [name, placeOf(place, one)])),
    patterns: schemasIn(patternProperties).map(([source, one]) => [source, placeOf(place, one)] as const),
    ...(isSchema(additionalProperties) ? { additional: placeOf(place, additionalProperties) } : {}),
    required: textsIn(schema['required']),
    written: place.written,
    explicit: isSchema(additionalProperties) || isRecord(patternProperties) || unevaluated,
    declares: isRecord(properties),
  };
}

/** Objects of both. */
export function meetObjects(a: ObjectSet, b: ObjectSet): ObjectSet {
  return {
    kind: 'object',
    min: Math.max(a.min, b.min),
    max: Math.min(a.max, b.max),
    required: [...new Set([...a.required, ...b.required])],
    fields: [...a.fields, ...b.fields],
    names: [...a.names, ...b.names],
    dependent: [...a.dependent, ...b.dependent],
    extras: [...a.extras, ...b.extras],
    open: a.open || b.open,
  };
}

/**
 * What producers write: nothing but the fields that are declared somewhere, unless some schema says what else.
 * A schema that declares no fields at all leaves them free.
 */
export function sealed(set: ObjectSet): ObjectSet {
  const written = set.fields.filter((fields) => fields.written);
  const seals = written.some(({ declares }) => declares) && !written.some(({ explicit }) => explicit) && !set.open;
  const root = written[0]?.root;
  return seals && root !== undefined ? { ...set, fields: [...set.fields, sealOf(set, written, root)] } : set;
}

/** Nothing but the declared fields, those of other alternatives too. */
function sealOf(set: ObjectSet, declaring: readonly Fields[], root: Root): Fields {
  const free: Place = { schema: true, root, written: false };
  const properties = new Map<string, Place>();
  for (const [name, place] of set.extras) {
    const known = properties.get(name);
    properties.set(name, known === undefined ? place : either(known, place));
  }
  for (const name of declaring.flatMap((fields) => [...fields.properties.keys(), ...fields.required])) {
    properties.set(name, free);
  }
  return {
    root,
    properties,
    patterns: declaring.flatMap(({ patterns }) => patterns.map(([source]) => [source, free] as const)),
    additional: { schema: false, root, written: false },
    required: [],
    written: false,
    explicit: true,
    declares: true,
  };
}

/** What `unevaluatedProperties: false` leaves of the objects that a schema describes in all its parts. */
export function closed(set: ObjectSet, root: Root): ObjectSet {
  const isOpen =
    set.open || set.fields.some(({ additional }) => additional !== undefined && additional.schema !== false);
  return isOpen ? set : { ...set, fields: [...set.fields, sealOf(set, set.fields, root)] };
}

function either(a: Place, b: Place): Place {
  return a.root === b.root
    ? placeOf(a, { anyOf: [a.schema, b.schema] })
    : { schema: true, root: a.root, written: false };
}

/** All names that some schema of the objects speaks of. */
export function namesIn(set: ObjectSet): readonly string[] {
  const dependent = set.dependent.flatMap(([name, needs]) => [name, ...needs]);
  return [
    ...new Set([...set.fields.flatMap(({ properties }) => [...properties.keys()]), ...set.required, ...dependent]),
  ];
}

/** The schemas that the field of a name keeps, when it is there; those in doubt are left out. */
export function fieldPlaces(set: ObjectSet, name: string): readonly Place[] {
  return set.fields.flatMap((fields) => {
    const own = fields.properties.get(name);
    const tested = fields.patterns.map(([source, place]) => ({ place, matched: matches(source, name) }));
    const described = [
      ...(own === undefined ? [] : [own]),
      ...tested.filter(({ matched }) => matched === true).map(({ place }) => place),
    ];
    const isOther = described.length === 0 && tested.every(({ matched }) => matched === false);
    return isOther && fields.additional !== undefined ? [fields.additional] : described;
  });
}

/** Names that must be there, by `required` and what the required ones need. */
export function requiredIn(set: ObjectSet, also: readonly string[] = []): ReadonlySet<string> {
  const required = new Set([...set.required, ...also]);
  for (let size = -1; size !== required.size;) {
    size = required.size;
    const needed = set.dependent.filter(([name]) => required.has(name)).flatMap(([, needs]) => needs);
    for (const need of needed) required.add(need);
  }
  return required;
}
