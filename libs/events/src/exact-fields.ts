import type { Shape } from './check-pattern.ts';

/**
 * JSON Pointer to the first field that a shape does not describe, or `undefined` when there is none. Schemas are open
 * for readers; who publishes is held to them exactly. In time linear in the value.
 */
export function strangeField(value: unknown, shape: Shape, path = ''): string | undefined {
  if (typeof shape === 'string' || typeof value !== 'object' || value === null) return undefined;
  for (const [name, child] of Object.entries(value)) {
    const inside = Array.isArray(value) ? shape : fieldOf(shape, name);
    const strange = strangeChild(child, inside, `${path}/${name}`);
    if (strange !== undefined) return strange;
  }
  return undefined;
}

/** What is `undefined` is not written as JSON. */
function strangeChild(child: unknown, shape: Shape | undefined, path: string): string | undefined {
  if (child === undefined) return undefined;
  return shape === undefined ? path : strangeField(child, shape, path);
}

function fieldOf(shape: Exclude<Shape, string>, name: string): Shape | undefined {
  return Object.hasOwn(shape, name) ? shape[name] : undefined;
}
