import type { Shape } from './check-pattern.ts';
import { UnknownFieldError } from './errors.ts';

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
  if (typeof shape === 'string' || !Object.hasOwn(shape, name)) return false;
  const inside = shape[name];
  return inside !== undefined && hasField(inside, rest);
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

/**
 * A model with the fields of the tree taken from a value: what the value does not have is taken out, and each entry of
 * a list is laid over the first entry of the model's. Where the value is of another kind than the model, it stands as it is.
 */
export function grafted(model: unknown, value: unknown, fields: FieldTree | 'whole'): unknown {
  if (fields === 'whole') return value;
  if (Array.isArray(value) && Array.isArray(model)) return value.map((entry) => grafted(model[0], entry, fields));
  if (!isObject(value) || !isObject(model)) return value;
  const kept = Object.entries(model).filter(([name]) => !fields.has(name));
  for (const [name, inside] of fields) {
    if (Object.hasOwn(value, name)) kept.push([name, grafted(model[name], value[name], inside)]);
  }
  return Object.fromEntries(kept);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
