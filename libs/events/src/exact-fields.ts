import { fieldIn, type FieldsShape, objectsFor, type Shape } from './shape.ts';

/**
 * JSON Pointer to the first field that a shape does not describe, or `undefined` when there is none. Schemas are open
 * for readers; who publishes is held to them exactly. In time linear in the value.
 */
export function strangeField(value: unknown, shape: Shape, path = ''): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) return strangeAmong(Object.entries(value), () => shape, path);
  const fields = value as Readonly<Record<string, unknown>>;
  const objects = objectsFor(shape, fields);
  return strangeAmong(Object.entries(fields), (name) => shapeOf(objects, name), path);
}

/** What is `undefined` is not written as JSON. */
function strangeAmong(
  entries: readonly (readonly [string, unknown])[],
  shapeAt: (name: string) => Shape | undefined,
  path: string,
): string | undefined {
  for (const [name, child] of entries) {
    const inside = child === undefined ? [] : shapeAt(name);
    const strange = inside === undefined ? `${path}/${name}` : strangeField(child, inside, `${path}/${name}`);
    if (strange !== undefined) return strange;
  }
  return undefined;
}

function shapeOf(objects: readonly FieldsShape[], name: string): Shape | undefined {
  return objects.map((fields) => fieldIn(fields, name)).find((shape) => shape !== undefined);
}
