import { declaredBy } from './declared.ts';
import { isSchema, schemaList, schemasIn } from './json-schema.ts';
import { meet } from './meet.ts';
import { type Place, asRead, placeOf } from './place.ts';
import type { Sets } from './sets.ts';
import { ANY_OBJECT, EVERYTHING, type ObjectSet, type Shape, type ShapeSet, shapeOf } from './shape.ts';
import type { Work } from './work.ts';

type Schema = Readonly<Record<string, unknown>>;

/** How the parts of a schema are taken apart. */
export interface Taking {
  readonly sets: Sets;
  readonly shapes: (place: Place) => readonly Shape[];
  readonly product: (a: readonly Shape[], b: readonly Shape[]) => readonly Shape[];
}

/** The schemas beside a schema's own keywords that describe the same value, each as the shapes it leaves. */
export function alternativesOf(place: Place, schema: Schema, taking: Taking): readonly (readonly Shape[])[] {
  const { $ref, allOf, anyOf, oneOf } = schema;
  return [
    ...(typeof $ref === 'string' ? [referenced(place, $ref, taking)] : []),
    ...schemaList(allOf).map((one) => taking.shapes(placeOf(place, one))),
    ...(Array.isArray(oneOf)
      ? [
          exactlyOne(
            schemaList(oneOf).map((one) => placeOf(place, one)),
            taking,
          ),
        ]
      : []),
    ...(Array.isArray(anyOf)
      ? [
          anyOne(
            schemaList(anyOf).map((one) => placeOf(place, one)),
            taking,
          ),
        ]
      : []),
    ...(schema['if'] === undefined ? [] : [conditional(place, schema, taking)]),
    ...schemasIn(schema['dependentSchemas']).map(([name, one]) => dependent(name, placeOf(place, one), taking)),
  ];
}

function referenced(place: Place, reference: string, taking: Taking): readonly Shape[] {
  const target = place.root.resolve(reference);
  if (target !== undefined) return taking.shapes(placeOf(place, target));
  return EVERYTHING.map((shape) => {
    return { ...shape, exact: false, set: shape.set.kind === 'object' ? { ...shape.set, open: true } : shape.set };
  });
}

function exactlyOne(branches: readonly Place[], taking: Taking): readonly Shape[] {
  return branches.flatMap((branch) => {
    const others = branches.filter((other) => other !== branch).map(asRead);
    return taking.shapes(branch).map((shape) => ({ ...shape, not: [...shape.not, ...others] }));
  });
}

/** A document may keep several branches at once: what is declared by the others can be there too. */
function anyOne(branches: readonly Place[], taking: Taking): readonly Shape[] {
  const all = branches.map((branch) => ({ branch, shapes: taking.shapes(branch) }));
  return all.flatMap(({ branch, shapes }) =>
    shapes.map((shape) => {
      if (shape.set.kind !== 'object') return shape;
      const others = all.filter((other) => other.branch !== branch && mayMeet(shape, other.shapes, taking.sets));
      return {
        ...shape,
        set: withExtras(
          shape.set,
          others.map((other) => other.branch),
          taking.sets.work,
        ),
      };
    }),
  );
}

function mayMeet(shape: Shape, others: readonly Shape[], sets: Sets): boolean {
  return others.some((other) => {
    const both = other.set.kind === 'object' ? meet(shape, other, sets.work) : undefined;
    return both !== undefined && !sets.isEmpty({ ...both, not: [] });
  });
}

function withExtras(set: ObjectSet, branches: readonly Place[], work: Work): ObjectSet {
  const declared = branches.map((branch) => declaredBy(branch));
  const extras = [...set.extras, ...declared.flatMap(({ fields }) => fields)];
  work.spend(extras.length);
  return {
    ...set,
    extras,
    open: set.open || declared.some(({ open }) => open),
  };
}

function conditional(place: Place, schema: Schema, taking: Taking): readonly Shape[] {
  const condition = schema['if'];
  if (!isSchema(condition)) return EVERYTHING;
  const branch = (keyword: 'then' | 'else'): readonly Shape[] => {
    const own = schema[keyword];
    return isSchema(own) ? taking.shapes(placeOf(place, own)) : EVERYTHING;
  };
  const refused = asRead(placeOf(place, condition));
  return [
    ...taking.product(branch('then'), taking.shapes(placeOf(place, condition))),
    ...branch('else').map((shape) => ({ ...shape, set: spoken(shape.set, refused), not: [...shape.not, refused] })),
  ];
}

/** The fields that a condition speaks of may be written, with other values, where it does not hold. */
function spoken(set: ShapeSet, condition: Place): ShapeSet {
  if (set.kind !== 'object') return set;
  const { fields, open } = declaredBy(condition);
  const free = fields.map(([name]) => [name, placeOf(condition, true)] as const);
  return { ...set, extras: [...set.extras, ...free], open: set.open || open };
}

function dependent(name: string, place: Place, taking: Taking): readonly Shape[] {
  const present: ObjectSet = { ...ANY_OBJECT, required: [name] };
  return [
    ...EVERYTHING.filter((shape) => shape.set.kind !== 'object'),
    shapeOf(lacking(name, place)),
    ...taking.product([shapeOf(present)], taking.shapes(place)),
  ];
}

/** Objects without a field. */
export function lacking(name: string, place: Place): ObjectSet {
  const properties = new Map([[name, { schema: false, root: place.root, written: false }]]);
  const fields = {
    root: place.root,
    properties,
    patterns: [],
    required: [],
    written: false,
    explicit: false,
    declares: false,
  };
  return { ...ANY_OBJECT, fields: [fields] };
}
