import { canonicalSchema } from './canonical.ts';
import { type JsonSchema, isRecord, isSchema } from './json-schema.ts';

/** The document that a schema and its references belong to. */
export class Root {
  readonly schema: JsonSchema;
  readonly #canonical = new Map<JsonSchema, string>();
  readonly #resolved = new Map<string, JsonSchema | undefined>();
  readonly #hasForeignIds: boolean;

  constructor(schema: JsonSchema) {
    this.schema = schema;
    this.#hasForeignIds = isRecord(schema) && Object.values(schema).some((value) => holdsKey(value, '$id'));
  }

  /** The text of one of its schemas, without what says nothing about documents. */
  canonical(schema: JsonSchema): string {
    const known = this.#canonical.get(schema);
    if (known !== undefined) return known;
    const text = canonicalSchema(schema);
    this.#canonical.set(schema, text);
    return text;
  }

  /** The schema that a reference names, or `undefined` when it lies outside or cannot be found. */
  resolve(reference: string): JsonSchema | undefined {
    if (!this.#resolved.has(reference)) this.#resolved.set(reference, this.#find(reference));
    return this.#resolved.get(reference);
  }

  #find(reference: string): JsonSchema | undefined {
    const fragment = this.#fragmentOf(reference);
    if (fragment === undefined || this.#hasForeignIds) return undefined;
    if (fragment === '') return this.schema;
    return fragment.startsWith('/') ? pointed(this.schema, fragment) : anchored(this.schema, fragment);
  }

  #fragmentOf(reference: string): string | undefined {
    if (reference.startsWith('#')) return reference.slice(1);
    const id = isRecord(this.schema) ? this.schema['$id'] : undefined;
    if (typeof id !== 'string' || id === '') return undefined;
    if (reference === id) return '';
    return reference.startsWith(`${id}#`) ? reference.slice(id.length + 1) : undefined;
  }
}

/** A schema where it stands, and how its objects are meant. */
export interface Place {
  readonly schema: JsonSchema;
  readonly root: Root;
  /** True: producers write under it, and write only what it declares. False: readers read by it. */
  readonly written: boolean;
}

/** Another schema of the same document, meant in the same way. */
export function placeOf(place: Place, schema: JsonSchema): Place {
  return { schema, root: place.root, written: place.written };
}

/** The same schema as readers take it. */
export function asRead(place: Place): Place {
  return place.written ? { ...place, written: false } : place;
}

/** Whether two places admit the same documents because they say the same. */
export function saysTheSame(a: Place, b: Place): boolean {
  if (a.schema === b.schema && a.root === b.root) return true;
  const text = a.root.canonical(a.schema);
  if (text !== b.root.canonical(b.schema)) return false;
  return !/"\$(ref|dynamicRef|recursiveRef)":/.test(text) || rootsAgree(a.root, b.root);
}

function rootsAgree(a: Root, b: Root): boolean {
  return a === b || a.canonical(a.schema) === b.canonical(b.schema);
}

function pointed(schema: JsonSchema, pointer: string): JsonSchema | undefined {
  let here: unknown = schema;
  for (const token of pointer.slice(1).split('/')) {
    const name = decoded(token).replaceAll('~1', '/').replaceAll('~0', '~');
    here = childAt(here, name);
  }
  return isSchema(here) ? here : undefined;
}

function childAt(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}

function decoded(token: string): string {
  try {
    return decodeURIComponent(token);
  } catch {
    return token;
  }
}

function anchored(value: unknown, name: string): JsonSchema | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (isRecord(value) && value['$anchor'] === name) return value;
  for (const child of Object.values(value)) {
    const found = anchored(child, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function holdsKey(value: unknown, key: string): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (isRecord(value) && typeof value[key] === 'string') return true;
  return Object.values(value).some((child) => holdsKey(child, key));
}
