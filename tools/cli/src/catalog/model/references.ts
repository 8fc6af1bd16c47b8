import { type JsonObject, asList, asObject, isObject } from './json.ts';

/** A schema behind its references, and the references that led there. */
export interface Resolved {
  readonly target: JsonObject;
  readonly followed: readonly string[];
}

/** Follows `$ref` inside one document. A reference that was followed before, or that leads nowhere, ends the way. */
export function resolved(schema: JsonObject, root: JsonObject, followed: readonly string[]): Resolved {
  const reference = schema['$ref'];
  if (typeof reference !== 'string') return { target: schema, followed };
  const { $ref: _, ...beside } = schema;
  if (followed.includes(reference)) return { target: { ...beside, description: asAbove(schema, reference) }, followed };
  const found = pointed(root, reference);
  if (found === undefined) return { target: beside, followed };
  const next = resolved(found, root, [...followed, reference]);
  return { target: { ...next.target, ...beside }, followed: next.followed };
}

function asAbove(schema: JsonObject, reference: string): string {
  const own = typeof schema['description'] === 'string' ? `${schema['description']} ` : '';
  return `${own}As ${reference} above.`;
}

function pointed(root: JsonObject, reference: string): JsonObject | undefined {
  if (reference === '#') return root;
  if (!reference.startsWith('#/')) return undefined;
  const steps = reference
    .slice(2)
    .split('/')
    .map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'));
  const found = steps.reduce<unknown>(
    (value, step) => (isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined),
    root,
  );
  return isObject(found) ? found : undefined;
}

/** A schema with what its `allOf` adds, as one: properties and required together, the rest by the schema itself first. */
export function merged(schema: JsonObject): JsonObject {
  const parts = asList(schema['allOf']).filter(isObject).map(merged);
  if (parts.length === 0) return schema;
  const all = [...parts, schema];
  return {
    ...Object.assign({}, ...all),
    properties: Object.assign({}, ...all.map((part) => asObject(part['properties']))) as JsonObject,
    required: all.flatMap((part) => asList(part['required'])),
  };
}
