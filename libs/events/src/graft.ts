import type { FieldTree } from './field-tree.ts';
import { isJsonObject, type JsonObject } from './json-object.ts';
import { namedFieldIn, objectsFor, type Shape, tagIn } from './shape.ts';

/** What the declared fields of a value are put into, worked out once for all values. */
export type GraftPlan = Plan | 'whole';

interface Plan {
  /** For the entries of a list. */
  readonly entries?: GraftPlan;
  /** For an object; of several alternatives the first that there is a model of. */
  readonly object?: ObjectPlan;
  /** Name of the field that tells alternatives apart, and the plan of each by its value. */
  readonly tag?: string;
  readonly byTag: ReadonlyMap<unknown, ObjectPlan>;
}

interface ObjectPlan {
  /** The model's fields that are not declared. */
  readonly rest: JsonObject;
  readonly fields: readonly (readonly [name: string, inside: GraftPlan])[];
}

/** Plans how to put the fields of a tree into models of a shape: valid data, of each alternative one. */
export function graftPlan(models: readonly unknown[], fields: FieldTree | 'whole', shape: Shape): GraftPlan {
  if (fields === 'whole') return 'whole';
  const lists = models.filter((model) => Array.isArray(model));
  const objects = models.filter(isJsonObject);
  const object = objectPlan(objects, fields, shape);
  const tag = tagIn(shape);
  return {
    ...(lists.length === 0 ? {} : { entries: graftPlan(lists.flat(), fields, shape) }),
    ...(object === undefined ? {} : { object }),
    ...(tag === undefined ? {} : { tag }),
    byTag: tag === undefined ? new Map() : plansByTag(objects, fields, { tag, shape }),
  };
}

function plansByTag(
  models: readonly JsonObject[],
  fields: FieldTree,
  { tag, shape }: { readonly tag: string; readonly shape: Shape },
): ReadonlyMap<unknown, ObjectPlan> {
  const groups = Map.groupBy(models, (model) => model[tag]);
  return new Map(
    [...groups].flatMap(([value, group]) => {
      const plan = objectPlan(group, fields, shape);
      return plan === undefined ? [] : [[value, plan] as const];
    }),
  );
}

function objectPlan(models: readonly JsonObject[], fields: FieldTree, shape: Shape): ObjectPlan | undefined {
  const [model] = models;
  if (model === undefined) return undefined;
  const shapes = objectsFor(shape, model);
  return {
    rest: Object.fromEntries(Object.entries(model).filter(([name]) => !fields.has(name))),
    fields: [...fields].map(([name, inside]) => {
      const children = models.flatMap((each) => (Object.hasOwn(each, name) ? [each[name]] : []));
      const childShape = shapes.flatMap((each) => namedFieldIn(each, name) ?? []);
      return [name, graftPlan(children, inside, childShape)];
    }),
  };
}

/**
 * A model with the declared fields of a value in place of its own: what the value does not have is taken out, and each
 * entry of a list is laid over an entry of the model's. Where the value is of another kind than the models, it stands
 * as it is. In time linear in the value.
 */
export function grafted(value: unknown, plan: GraftPlan): unknown {
  if (plan === 'whole') return value;
  if (isJsonObject(value)) return graftedObject(value, planFor(value, plan));
  const { entries } = plan;
  return Array.isArray(value) && entries !== undefined ? value.map((entry) => grafted(entry, entries)) : value;
}

function graftedObject(value: JsonObject, plan: ObjectPlan | undefined): JsonObject {
  if (plan === undefined) return value;
  const result: Record<string, unknown> = { ...plan.rest };
  for (const [name, inside] of plan.fields) {
    if (Object.hasOwn(value, name)) result[name] = grafted(value[name], inside);
  }
  return result;
}

/** An alternative that no model is of is put into another: whether its tag may be so is for the validator, if it is read. */
function planFor(value: JsonObject, { object, tag, byTag }: Plan): ObjectPlan | undefined {
  return tag === undefined ? object : (byTag.get(value[tag]) ?? object);
}
