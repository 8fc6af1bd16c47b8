import type { Tree } from '@nx/devkit';
import { refuse } from './refusal.ts';

/** Anything that JSON holds. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** An object of JSON. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/**
 * Reads a JSON file of the workspace.
 * @throws {GeneratorRefusalError} it is missing, or no JSON object.
 */
export function readJsonFile(tree: Tree, path: string): JsonObject {
  const text = tree.read(path, 'utf8');
  if (text === null) refuse(`${path} is missing: run this in the root folder of the workspace.`);
  try {
    const value = JSON.parse(text) as Json;
    if (isObject(value)) return value;
  } catch (error) {
    refuse(`${path} is not JSON (${error instanceof Error ? error.message : 'unknown'}): mend it first.`);
  }
  return refuse(`${path} holds no JSON object: mend it first.`);
}

/** Changes a JSON file; what does not change it leaves its bytes alone. */
export function changeJsonFile(tree: Tree, path: string, change: (value: JsonObject) => JsonObject): void {
  const before = readJsonFile(tree, path);
  const after = change(before);
  if (JSON.stringify(after) !== JSON.stringify(before)) tree.write(path, `${JSON.stringify(after, undefined, 2)}\n`);
}

/** The object under a key, or an empty one. */
export function objectAt(value: JsonObject, key: string): JsonObject {
  const child = value[key];
  return child !== undefined && isObject(child) ? child : {};
}

/** The text under a key, or nothing. */
export function textAt(value: JsonObject, key: string): string {
  const child = value[key];
  return typeof child === 'string' ? child : '';
}

/** Adds what is missing, by key; what is there stays as it is. Keys come out sorted. */
export function withMissing(value: JsonObject, additions: JsonObject): JsonObject {
  const missing = Object.keys(additions).filter((key) => !Object.hasOwn(value, key));
  return missing.length === 0 ? value : sortedByKey({ ...value, ...pick(additions, missing) });
}

/** The same object, its keys in the order in which npm writes them. */
export function sortedByKey(value: JsonObject): JsonObject {
  return pick(
    value,
    Object.keys(value).toSorted((left, right) => left.localeCompare(right, 'en')),
  );
}

function pick(value: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(keys.flatMap((key) => (value[key] === undefined ? [] : [[key, value[key]] as const])));
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
