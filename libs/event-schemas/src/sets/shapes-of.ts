import { alternativesOf } from './alternatives.ts';
import { evaluate } from './evaluate.ts';
import { isSchema, numberIn, schemaList } from './json-schema.ts';
import { unknownKeywords } from './keywords.ts';
import { meet } from './meet.ts';
import { numbersOf } from './numbers.ts';
import { closed, objectsOf, sealed } from './objects.ts';
import { type Place, asRead, placeOf } from './place.ts';
import type { Sets } from './sets.ts';
import {
  ANY_LIST,
  EVERYTHING,
  type ListSet,
  type Shape,
  type ShapeSet,
  shapeOf,
  typeOfValue,
  typesIn,
} from './shape.ts';
import { textsOf } from './texts.ts';

type Schema = Readonly<Record<string, unknown>>;

/** Shapes that a schema may be taken apart into; with more, alternatives are left out and the shapes are wider. */
const MOST_SHAPES = 64;

/** The shapes of the documents that keep all of the schemas: every such document is in one of them. */
export function shapesOfAll(places: readonly Place[], sets: Sets): readonly Shape[] {
  const different = places.filter((place, index) => places.findIndex((other) => isSamePlace(other, place)) === index);
  let shapes: readonly Shape[] = EVERYTHING;
  for (const place of different) shapes = product(shapes, shapesOf(place, sets, []), sets);
  return shapes.map((shape) => (shape.set.kind === 'object' ? { ...shape, set: sealed(shape.set) } : shape));
}

function isSamePlace(a: Place, b: Place): boolean {
  return a.schema === b.schema && a.root === b.root && a.written === b.written;
}

/** `trail` holds the schemas that describe the same value and are being taken apart. */
function shapesOf(place: Place, sets: Sets, trail: readonly unknown[]): readonly Shape[] {
  const { schema } = place;
  if (typeof schema === 'boolean') return schema ? EVERYTHING : [];
  if (trail.includes(schema)) return EVERYTHING.map(loosened);
  return sets.work.deeper(() => {
    const inner = (part: Place): readonly Shape[] => shapesOf(part, sets, [...trail, schema]);
    let shapes = ownShapes(place, schema, sets);
    for (const alternatives of alternativesOf(place, schema, {
      sets,
      shapes: inner,
      product: (a, b) => product(a, b, sets),
    })) {
      shapes = product(shapes, alternatives, sets);
    }
    return shapes.map((shape) => finished(shape, place, schema));
  });
}

function finished(shape: Shape, place: Place, schema: Schema): Shape {
  const { not, unevaluatedProperties } = schema;
  const refused = isSchema(not) ? [asRead(placeOf(place, not))] : [];
  const closes = unevaluatedProperties === false && shape.set.kind === 'object';
  return {
    set: closes && shape.set.kind === 'object' ? closed(shape.set, place.root) : shape.set,
    not: [...shape.not, ...refused],
    keeps: [...shape.keeps, asRead(place)],
    exact: shape.exact && unknownKeywords(schema).length === 0 && !closes,
  };
}

function ownShapes(place: Place, schema: Schema, sets: Sets): readonly Shape[] {
  const listed = listedIn(schema);
  if (listed !== undefined) {
    const values = listed.filter((value) => evaluate(place, value, sets.work) !== 'no');
    return values.length === 0 ? [] : [shapeOf({ kind: 'values', values })];
  }
  const types = typesIn(schema['type']);
  const may = (type: string): boolean => types === undefined || types.includes(type);
  const constants = [null, true, false].filter((value) => may(typeOfValue(value)));
  const kinds: readonly (readonly [boolean, () => ShapeSet])[] = [
    [constants.length > 0, () => ({ kind: 'values', values: constants })],
    [may('number') || may('integer'), () => numbersOf(schema, !may('number'))],
    [may('string'), () => textsOf(schema)],
    [may('array'), () => listsOf(place, schema)],
    [may('object'), () => objectsOf(place, schema)],
  ];
  return kinds.filter(([is]) => is).map(([, set]) => shapeOf(set()));
}

function listedIn(schema: Schema): readonly unknown[] | undefined {
  if (Array.isArray(schema['enum'])) return schema['enum'];
  return Object.hasOwn(schema, 'const') ? [schema['const']] : undefined;
}

function listsOf(place: Place, schema: Schema): ListSet {
  const { items, contains } = schema;
  const min = numberIn(schema['minContains']) ?? 1;
  const max = numberIn(schema['maxContains']) ?? Infinity;
  return {
    ...ANY_LIST,
    min: Math.max(numberIn(schema['minItems']) ?? 0, contains === undefined ? 0 : min),
    max: numberIn(schema['maxItems']) ?? Infinity,
    unique: schema['uniqueItems'] === true,
    entries: [
      {
        prefix: schemaList(schema['prefixItems']).map((one) => placeOf(place, one)),
        ...(isSchema(items) ? { rest: placeOf(place, items) } : {}),
      },
    ],
    contained: isSchema(contains) ? [{ place: asRead(placeOf(place, contains)), min, max }] : [],
  };
}

/** Every document of both; the first alone, marked as wider, when that would be too many shapes. */
function product(a: readonly Shape[], b: readonly Shape[], sets: Sets): readonly Shape[] {
  if (b.length === EVERYTHING.length && b === EVERYTHING) return a;
  const shapes = a.flatMap((one) =>
    b.map((other) => meet(one, other, sets.work)).filter((shape) => shape !== undefined),
  );
  return shapes.length > MOST_SHAPES ? a.map(loosened) : shapes;
}

/** The same shape, wider than what is known of it. */
function loosened(shape: Shape): Shape {
  const set = shape.set.kind === 'object' ? { ...shape.set, open: true } : shape.set;
  return { ...shape, set, exact: false };
}
