/** A JSON object whose members are not known. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The value as an object; an empty one when it is something else. */
export function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** Whether the value is a JSON object: neither a list nor null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as a list; an empty one when it is something else. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** The value as text; empty when it is something else. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Orders texts by code point, on every machine alike. */
export function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The texts without repeats, in order. */
export function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort(byText);
}
