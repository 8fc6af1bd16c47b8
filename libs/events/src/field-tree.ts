import { UnknownFieldError } from './errors.ts';
import { isJsonObject } from './json-object.ts';
import { namedFieldIn, objectsIn, type Shape } from './shape.ts';

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
  if (name === '__proto__') return false;
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
  if (!isJsonObject(value)) return value;
  const kept: Record<string, unknown> = {};
  for (const [name, inside] of fields) {
    if (Object.hasOwn(value, name)) kept[name] = narrowed(value[name], inside);
  }
  return kept;
}
