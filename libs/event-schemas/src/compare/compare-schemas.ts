import { isWalkable } from '../sets/canonical.ts';
import type { JsonSchema } from '../sets/json-schema.ts';
import { Root } from '../sets/place.ts';
import { OutOfWorkError } from '../sets/work.ts';
import { changedMeanings } from './changed-meanings.ts';
import { type Finding, distinct } from './finding.ts';
import { Inclusion } from './inclusion.ts';
import { type Direction, reasonOf, tooLarge } from './words.ts';

/** One reason why data of one version cannot be taken for data of another. */
export interface Incompatibility {
  /** Dotted path inside the schema's root, through lists: `lines.sku`; '' is the data itself. */
  readonly field: string;
  /** The keyword that decides: `required`, `type`, `enum`, … */
  readonly keyword: string;
  /** A sentence a person can act on; it names the field as `data.lines.sku`. */
  readonly reason: string;
  /** False when it only cannot be shown to be safe; it counts as incompatible. */
  readonly proven: boolean;
}

/** What a change of a schema breaks in either direction; nothing when it is compatible. */
export interface Comparison {
  /** Why data written under the older version is not valid under the newer. */
  readonly backward: readonly Incompatibility[];
  /** Why readers of the older version cannot read data written under the newer. */
  readonly forward: readonly Incompatibility[];
}

/**
 * Compares two versions of a schema (JSON Schema 2020-12). A direction without an incompatibility is safe: what cannot
 * be shown to be safe is listed, as not proven. Producers write only the fields that a schema declares, unless it says
 * otherwise; readers accept others, unless it says otherwise. Takes bounded time for any two schemas; never throws.
 */
export function compareSchemas(before: JsonSchema, after: JsonSchema): Comparison {
  if (!isWalkable(before) || !isWalkable(after))
    return { backward: [tooLarge('backward')], forward: [tooLarge('forward')] };
  const older = new Root(before);
  const newer = new Root(after);
  const changed = bounded(
    () => changedMeanings(older, newer),
    () => undefined,
  );
  return {
    backward: judged({ writer: older, reader: newer, direction: 'backward' }, changed),
    forward: judged({ writer: newer, reader: older, direction: 'forward' }, changed),
  };
}

/** What is found, or what stands for it when the question is too large. */
function bounded<T>(find: () => T, otherwise: () => T): T {
  try {
    return find();
  } catch (error) {
    if (error instanceof OutOfWorkError || error instanceof RangeError) return otherwise();
    throw error;
  }
}

interface Question {
  readonly writer: Root;
  readonly reader: Root;
  readonly direction: Direction;
}

function judged(
  { writer, reader, direction }: Question,
  changed: readonly Incompatibility[] | undefined,
): readonly Incompatibility[] {
  if (changed === undefined) return [tooLarge(direction)];
  const find = (): readonly Incompatibility[] => {
    const found = new Inclusion().compare(
      [{ schema: writer.schema, root: writer, written: true }],
      { schema: reader.schema, root: reader, written: false },
      { field: [], trail: [], types: '' },
    );
    return distinct(found).map((finding) => incompatibility(finding, direction));
  };
  return [...bounded(find, () => [tooLarge(direction)]), ...changed];
}

function incompatibility(finding: Finding, direction: Direction): Incompatibility {
  return {
    field: finding.field.join('.'),
    keyword: finding.keyword,
    reason: reasonOf(finding, direction),
    proven: finding.proven,
  };
}
