import { type JsonSchema, isRecord } from './json-schema.ts';
import { LIST_KEYWORDS, MAP_KEYWORDS, SCHEMA_KEYWORDS, isAnnotation } from './keywords.ts';

/** A value as text in which the order of an object's names does not matter. */
export function canonicalValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalValue).join(',')}]`;
  if (!isRecord(value)) return JSON.stringify(value) ?? 'null';
  return textOfObject(value, (_name, child) => canonicalValue(child));
}

/** A schema as text, without what says nothing about documents; `$defs` stay where they are. */
export function canonicalSchema(schema: unknown): string {
  if (!isRecord(schema)) return canonicalValue(schema);
  const telling = Object.fromEntries(
    Object.entries(schema).filter(([name]) => !isAnnotation(name) || name === '$defs' || name === 'definitions'),
  );
  return textOfObject(telling, canonicalKeyword);
}

function canonicalKeyword(keyword: string, value: unknown): string {
  if (SCHEMA_KEYWORDS.includes(keyword)) return canonicalSchema(value);
  if (LIST_KEYWORDS.includes(keyword) && Array.isArray(value)) return `[${value.map(canonicalSchema).join(',')}]`;
  if (MAP_KEYWORDS.includes(keyword) && isRecord(value))
    return textOfObject(value, (_n, child) => canonicalSchema(child));
  return canonicalValue(value);
}

function textOfObject(
  value: Readonly<Record<string, unknown>>,
  text: (name: string, child: unknown) => string,
): string {
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${text(name, value[name])}`).join(',')}}`;
}

/** Whether two JSON values are equal, as JSON Schema compares them: 1 and 1.0 are, the order of names is nothing. */
export function sameValue(a: unknown, b: unknown): boolean {
  return a === b || canonicalValue(a) === canonicalValue(b);
}

/** Levels of schemas that are read; deeper ones could exhaust the stack. */
const MAX_DEPTH = 400;
/** Objects and lists that are read. */
const MAX_NODES = 50_000;

/** Whether a schema is small enough to be walked through. Takes bounded time and stack for any value. */
export function isWalkable(schema: JsonSchema): boolean {
  let level: readonly unknown[] = [schema];
  let nodes = 0;
  for (let depth = 0; depth <= MAX_DEPTH; depth += 1) {
    level = level.flatMap(childrenOf);
    nodes += level.length;
    if (nodes > MAX_NODES) return false;
    if (level.length === 0) return true;
  }
  return false;
}

function childrenOf(value: unknown): readonly unknown[] {
  return (Array.isArray(value) ? value : isRecord(value) ? Object.values(value) : []).filter(
    (child) => typeof child === 'object' && child !== null,
  );
}
