import { isDeepStrictEqual } from 'node:util';
import type { JsonSchema } from '../sets/json-schema.ts';

/** One reason why data of one schema cannot be taken for data of another. */
export interface Incompatibility {
  /** Dotted path inside the schema's root, through lists; '' is the data itself. */
  readonly field: string;
  /** The keyword that decides. */
  readonly keyword: string;
  /** A sentence a person can act on. */
  readonly reason: string;
  /** False when safety cannot be shown; it counts as incompatible. */
  readonly proven: boolean;
}

/** What a change of a schema breaks in either direction; nothing when it is compatible. */
export interface Comparison {
  readonly backward: readonly Incompatibility[];
  readonly forward: readonly Incompatibility[];
}

/** Compares two versions of a schema. */
export function compareSchemas(before: JsonSchema, after: JsonSchema): Comparison {
  if (isDeepStrictEqual(before, after)) return { backward: [], forward: [] };
  const unclear = {
    field: '',
    keyword: '',
    reason: '`data`: it cannot be shown that the change is safe',
    proven: false,
  };
  return { backward: [unclear], forward: [unclear] };
}
