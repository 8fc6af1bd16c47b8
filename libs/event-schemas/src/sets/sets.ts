import type { Place } from './place.ts';
import type { Shape } from './shape.ts';
import type { Work } from './work.ts';

/** What the parts that reason about sets of documents share while they answer one question. */
export interface Sets {
  readonly work: Work;
  /** The shapes of the documents that keep all of the schemas. */
  shapes(places: readonly Place[]): readonly Shape[];
  /** Whether the shape surely holds no document. */
  isEmpty(shape: Shape): boolean;
  /** Whether surely every document of the shape keeps the schema. */
  includes(shape: Shape, place: Place): boolean;
}
