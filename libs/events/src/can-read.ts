import type { VersionDefinition } from './version-definition.ts';

/** Who takes an event: from which version on, and which fields of it; all of them unless it says which. */
export interface VersionReader {
  readonly version: number;
  readonly fields?: readonly string[];
}

/**
 * Whether a reader of one version understands data of another one as it is or upcast: when the schemas say so of all of the
 * data, or at least of the fields that are read.
 */
export function canRead({ version, fields }: VersionReader, definition: VersionDefinition): boolean {
  if (definition.readableFrom <= version) return true;
  if (fields === undefined || definition.unreadable === undefined) return false;
  const unreadable = definition.unreadable[version] ?? [];
  return !fields.some((field) => unreadable.some((other) => overlap(field, other)));
}

/** Whether one of two dotted paths leads to the other, or to what is inside it. */
function overlap(one: string, other: string): boolean {
  return other === '' || one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`);
}
