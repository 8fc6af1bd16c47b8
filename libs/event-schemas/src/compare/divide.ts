import { declaredBy } from '../sets/declared.ts';
import { fieldPlaces, requiredIn } from '../sets/objects.ts';
import type { Place } from '../sets/place.ts';
import type { Shape } from '../sets/shape.ts';
import type { Judging } from './judging.ts';

const MOST_PIECES = 40;

/**
 * A shape as smaller ones that hold the same documents together: by the values or types of a field that the
 * alternatives speak of. The shape alone when nothing tells its documents apart.
 */
export function divided(shape: Shape, branches: readonly Place[], judging: Judging): readonly Shape[] {
  if (shape.set.kind === 'values')
    return shape.set.values.map((value) => ({ ...shape, set: { kind: 'values', values: [value] } }));
  if (shape.set.kind !== 'object') return [shape];
  const names = new Set(branches.flatMap((branch) => declaredBy(branch).fields.map(([name]) => name)));
  for (const name of names) {
    const pieces = dividedBy(shape, name, { branches, judging });
    if (pieces.length > 1 && pieces.length <= MOST_PIECES) return pieces;
  }
  return [shape];
}

function dividedBy(
  shape: Shape,
  name: string,
  { branches, judging }: { readonly branches: readonly Place[]; readonly judging: Judging },
): readonly Shape[] {
  const [root] = branches.map((branch) => branch.root);
  if (shape.set.kind !== 'object' || root === undefined) return [shape];
  const places = fieldPlaces(shape.set, name);
  const kinds = judging.shapes(places).flatMap(({ set }): readonly Readonly<Record<string, unknown>>[] => {
    if (set.kind === 'values') return set.values.map((value) => ({ const: value }));
    return [{ type: { number: 'number', text: 'string', list: 'array', object: 'object' }[set.kind] }];
  });
  if (places.length === 0) return [shape];
  const isRequired = requiredIn(shape.set).has(name);
  const schemas = [...uniqueKinds(kinds), ...(isRequired || kinds.length === 0 ? [] : [false])];
  return schemas.map((schema) => narrowed(shape, name, { schema, root, written: false }));
}

function uniqueKinds(
  kinds: readonly Readonly<Record<string, unknown>>[],
): readonly Readonly<Record<string, unknown>>[] {
  return [...new Map(kinds.map((kind) => [JSON.stringify(kind), kind])).values()];
}

/** The objects of a shape in which a field keeps one more schema; with one that nothing keeps, the field is absent. */
function narrowed(shape: Shape, name: string, place: Place): Shape {
  if (shape.set.kind !== 'object') return shape;
  const isRequired = place.schema !== false;
  const fields = {
    root: place.root,
    properties: new Map([[name, place]]),
    patterns: [],
    required: [],
    written: false,
    explicit: false,
    declares: false,
  };
  const required = isRequired ? [...shape.set.required, name] : shape.set.required;
  return { ...shape, set: { ...shape.set, required, fields: [...shape.set.fields, fields] } };
}
