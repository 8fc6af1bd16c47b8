/** What a rule compares a value as. */
export type Kind = 'text' | 'number' | 'boolean' | 'null';

/**
 * What there is in an event's data: a kind of value, or the fields inside. A list has the shape of its entries; a value
 * that may be of several shapes has a list of them.
 */
export type Shape = Kind | readonly Shape[] | FieldsShape | AlternativesShape;

/** Fields by name; those of a map, whose keys are data, under the name `.each`. */
export interface FieldsShape {
  readonly [field: string]: Shape;
}

/** One of several objects, by the value of a text among their fields. */
export interface AlternativesShape {
  /** Name of the field. */
  readonly '.by': string;
  /** What is inside, by its value. */
  readonly '.of': FieldsShape;
}

/** No field is called so: names have no dots. */
const EACH = '.each';

/** The kinds of value that are no object. */
export function kindsIn(shape: Shape): readonly Kind[] {
  if (typeof shape === 'string') return [shape];
  return isSeveral(shape) ? shape.flatMap(kindsIn) : [];
}

/** The objects that there may be. */
export function objectsIn(shape: Shape): readonly FieldsShape[] {
  if (typeof shape === 'string') return [];
  if (isSeveral(shape)) return shape.flatMap(objectsIn);
  return isAlternatives(shape) ? Object.values(shape['.of']).flatMap(objectsIn) : [shape];
}

/** The field that tells apart which object a value is, when there is one. */
export function tagIn(shape: Shape): string | undefined {
  if (typeof shape === 'string') return undefined;
  if (isSeveral(shape)) return shape.map(tagIn).find((tag) => tag !== undefined);
  return isAlternatives(shape) ? shape['.by'] : undefined;
}

/** The objects that a value may be: one, by its tag, when the tag says which. */
export function objectsFor(shape: Shape, value: Readonly<Record<string, unknown>>): readonly FieldsShape[] {
  if (typeof shape === 'string') return [];
  if (isSeveral(shape)) return shape.flatMap((each) => objectsFor(each, value));
  if (!isAlternatives(shape)) return [shape];
  const tag = value[shape['.by']];
  const said = typeof tag === 'string' && Object.hasOwn(shape['.of'], tag) ? shape['.of'][tag] : undefined;
  return said === undefined ? objectsIn(shape) : objectsIn(said);
}

/** What a field of an object is, or `undefined` when there is no such field. */
export function fieldIn(fields: FieldsShape, name: string): Shape | undefined {
  return namedFieldIn(fields, name) ?? (Object.hasOwn(fields, EACH) ? fields[EACH] : undefined);
}

/** What a field of an object is, which is no entry of a map. */
export function namedFieldIn(fields: FieldsShape, name: string): Shape | undefined {
  return name !== EACH && Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function isSeveral(shape: Exclude<Shape, Kind>): shape is readonly Shape[] {
  return Array.isArray(shape);
}

function isAlternatives(shape: FieldsShape | AlternativesShape): shape is AlternativesShape {
  return typeof shape['.by'] === 'string' && Object.hasOwn(shape, '.of');
}
