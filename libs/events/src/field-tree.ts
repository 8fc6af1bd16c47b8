import { UnknownFieldError } from './errors.ts';
import { namedFieldIn, objectsFor, objectsIn, type Shape, tagIn } from './shape.ts';

/** Declared fields by name, each whole or with the fields inside it that are declared. */
export type FieldTree = ReadonlyMap<string, FieldTree | 'whole'>;

type GrowingTree = Map<string, GrowingTree | 'whole'>;

/**
 * Puts dotted paths into a tree. A path covers what is inside it, whatever else is declared.
 * @throws {UnknownFieldError} a path that the shape does not have.
 */
export function fieldTree(paths: readonly string[], shape: Shape, type: string): FieldTree {
  const tree: GrowingTree = new Map();
  for (const path of paths) {
    const names = path.split('.');
    if (!hasField(shape, names)) throw new UnknownFieldError(type, path);
    addPath(tree, names);
  }
  return tree;
}

function hasField(shape: Shape, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined) return true;
  const shapes = objectsIn(shape).flatMap((fields) => namedFieldIn(fields, name) ?? []);
  return shapes.some((each) => hasField(each, rest));
}

function addPath(tree: GrowingTree, [name = '', ...rest]: readonly string[]): void {
  const known = tree.get(name);
  if (known === 'whole') return;
  if (rest.length === 0) {
    tree.set(name, 'whole');
    return;
  }
  const inside: GrowingTree = known ?? new Map();
  tree.set(name, inside);
  addPath(inside, rest);
}

/** A value with the fields of the tree and no other, in time linear in the value. */
export function narrowed(value: unknown, fields: FieldTree | 'whole'): unknown {
  if (fields === 'whole') return value;
  if (Array.isArray(value)) return value.map((entry) => narrowed(entry, fields));
  if (!isObject(value)) return value;
  const kept: [string, unknown][] = [];
  for (const [name, inside] of fields) {
    if (Object.hasOwn(value, name)) kept.push([name, narrowed(value[name], inside)]);
  }
  return Object.fromEntries(kept);
}

/** What the declared fields of a value are put into. */
export interface Graft {
  readonly fields: FieldTree | 'whole';
  /** The shape of the value. */
  readonly shape: Shape;
}

/**
 * A model with the fields of the tree taken from a value: what the value does not have is taken out, and each entry of
 * a list is laid over an entry of the models'. Of several models it is the first, or the first that is the same of
 * several alternatives. Where the value is of another kind than they are, it stands as it is.
 */
export function grafted(models: readonly unknown[], value: unknown, { fields, shape }: Graft): unknown {
  if (fields === 'whole') return value;
  if (Array.isArray(value)) {
    const lists = models.filter((model) => Array.isArray(model));
    const entries: readonly unknown[] = lists.flat();
    return lists.length === 0 ? value : value.map((entry) => grafted(entries, entry, { fields, shape }));
  }
  if (!isObject(value)) return value;
  const alike = modelsAlike(models.filter(isObject), value, { fields, shape });
  const model = alike[0];
  if (model === undefined) return value;
  const kept = Object.entries(model).filter(([name]) => !fields.has(name));
  for (const [name, inside] of fields) {
    if (!Object.hasOwn(value, name)) continue;
    const shapes = objectsFor(shape, model).flatMap((each) => namedFieldIn(each, name) ?? []);
    const children = alike.flatMap((each) => (Object.hasOwn(each, name) ? [each[name]] : []));
    kept.push([name, grafted(children, value[name], { fields: inside, shape: shapes })]);
  }
  return Object.fromEntries(kept);
}

type JsonObject = Readonly<Record<string, unknown>>;

/** An alternative that no model is of may still have the declared fields, as long as its tag is not among them. */
function modelsAlike(
  models: readonly JsonObject[],
  value: JsonObject,
  { fields, shape }: Graft,
): readonly JsonObject[] {
  const tag = tagIn(shape);
  if (tag === undefined || fields === 'whole') return models;
  const same = models.filter((model) => model[tag] === value[tag]);
  return same.length > 0 || fields.has(tag) ? same : models;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
