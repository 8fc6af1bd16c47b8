import { type JsonObject, isObject } from '../model/json.ts';

/**
 * A schema as a part of an AsyncAPI document: without an identity of its own, which would change what references mean, and with its
 * references resolved where they stand. AsyncAPI's own schemas are a superset of draft-07, which knows `definitions`, not `$defs`.
 */
export function embedded(schema: JsonObject): JsonObject {
  const { $schema: _dialect, $id: _id, $defs: definitions, ...rest } = schema;
  return {
    ...(inlined(rest, { definitions: isObject(definitions) ? definitions : {}, followed: [] }) as JsonObject),
  };
}

interface Inlining {
  readonly definitions: JsonObject;
  readonly followed: readonly string[];
}

const LOCAL = /^#\/\$defs\/([^/]+)$/;

function inlined(value: unknown, inlining: Inlining): unknown {
  if (Array.isArray(value)) return value.map((item) => inlined(item, inlining));
  if (!isObject(value)) return value;
  const name = LOCAL.exec(typeof value['$ref'] === 'string' ? value['$ref'] : '')?.[1];
  if (name !== undefined) return definition(value, name, inlining);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, inlined(member, inlining)]));
}

/** A schema that contains itself is described once; deeper down it is any value. */
function definition(value: JsonObject, name: string, { definitions, followed }: Inlining): unknown {
  const { $ref: _, ...beside } = value;
  if (followed.includes(name)) return beside;
  const target = inlined(definitions[name] ?? {}, { definitions, followed: [...followed, name] });
  return { ...(isObject(target) ? target : {}), ...beside };
}
