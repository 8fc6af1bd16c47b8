import type { JsonSchema } from '../sets/json-schema.ts';
import type { Place } from '../sets/place.ts';
import type { Sets } from '../sets/sets.ts';
import type { Shape } from '../sets/shape.ts';
import type { At, Finding } from './finding.ts';

/** What the rules of single keywords use to compare what lies deeper. */
export interface Judging extends Sets {
  /** Why not all documents that keep all of the writer's schemas keep the reader's; nothing when they do. */
  compare(writer: readonly Place[], reader: Place, at: At): readonly Finding[];
  /** The same for the documents of one shape. */
  fits(shape: Shape, reader: Place, at: At): readonly Finding[];
  /** Whether surely no document of the shape keeps the schema. */
  areApart(shape: Shape, place: Place): boolean;
}

/** The reader's side of a rule: an object schema, and where it stands. */
export interface Reader {
  readonly schema: Readonly<Record<string, unknown>>;
  readonly place: Place;
  readonly at: At;
}

/** A schema that stands inside a reader's. */
export function readerPlace(reader: Reader, schema: JsonSchema): Place {
  return { schema, root: reader.place.root, written: false };
}
