import { isEmptyShape } from '../sets/empty.ts';
import { isRecord, type JsonSchema } from '../sets/json-schema.ts';
import { meet } from '../sets/meet.ts';
import { listedNumbers } from '../sets/numbers.ts';
import { type Place, type Root, asRead, saysTheSame } from '../sets/place.ts';
import type { Shape } from '../sets/shape.ts';
import { shapesOfAll } from '../sets/shapes-of.ts';
import { Work } from '../sets/work.ts';
import { type At, type Finding, distinct, doubted } from './finding.ts';
import { keepsTheSame, reasons } from './fits.ts';
import type { Judging } from './judging.ts';
import { typesInWords, typesOfShapes } from './phrases.ts';

/** Whole numbers that are tried one by one. */
const MOST_LISTED = 64;

/**
 * Decides whether documents of one schema are documents of another. What it finds nothing against is included; what
 * it finds something against may be included after all. Schemas that refer to themselves are decided by assuming, one
 * level down, what is being shown: documents end, so that nothing false is shown by it.
 */
export class Inclusion implements Judging {
  readonly work: Work = new Work();
  readonly #identities = new Map<JsonSchema | Root, number>();
  readonly #assumed = new Map<string, number>();
  readonly #shown = new Set<string>();
  /** The outermost assumption that was used since the last comparison began. */
  #outermost = Infinity;

  compare(writer: readonly Place[], reader: Place, at: At): readonly Finding[] {
    if (isAnything(reader) || writer.some((place) => saysTheSame(place, reader))) return [];
    const key = [...writer.map((place) => this.#keyOf(place)).sort(), '<', this.#keyOf(reader)].join(' ');
    const assumed = this.#assumed.get(key);
    if (assumed !== undefined) this.#outermost = Math.min(this.#outermost, assumed);
    if (assumed !== undefined || this.#shown.has(key)) return [];
    return this.#assuming(key, () => {
      const shapes = this.shapes(writer);
      const here = { ...at, types: typesInWords(typesOfShapes(shapes)) };
      return distinct(shapes.flatMap((shape) => this.fits(shape, reader, here)));
    });
  }

  #assuming(key: string, run: () => readonly Finding[]): readonly Finding[] {
    const level = this.#assumed.size;
    const before = this.#outermost;
    this.#outermost = Infinity;
    this.#assumed.set(key, level);
    try {
      const found = this.work.deeper(run);
      if (found.length === 0 && this.#outermost >= level) this.#shown.add(key);
      return found;
    } finally {
      this.#assumed.delete(key);
      this.#outermost = Math.min(before, this.#outermost >= level ? Infinity : this.#outermost);
    }
  }

  #keyOf({ schema, root, written }: Place): string {
    return `${this.#identityOf(schema)}.${this.#identityOf(root)}${written ? 'w' : 'r'}`;
  }

  #identityOf(thing: JsonSchema | Root): number {
    const known = this.#identities.get(thing) ?? this.#identities.size;
    this.#identities.set(thing, known);
    return known;
  }

  fits(shape: Shape, reader: Place, at: At): readonly Finding[] {
    return this.work.deeper(() => {
      const { schema } = reader;
      if (isAnything(reader) || keepsTheSame(shape, reader)) return [];
      if (typeof schema === 'boolean') return this.isEmpty(shape) ? [] : [nothingAllowed(at)];
      if (at.trail.includes(schema)) return [turnsInCircles(at)];
      const found = reasons(shape, { schema, place: reader, at }, this);
      return found.length === 0 ? [] : this.#reconsidered(shape, { reader, at, found });
    });
  }

  /** Findings that remain when the shape is looked at more closely. */
  #reconsidered(
    shape: Shape,
    { reader, at, found }: { readonly reader: Place; readonly at: At; readonly found: readonly Finding[] },
  ): readonly Finding[] {
    if (this.isEmpty(shape)) return [];
    const values = shape.set.kind === 'number' ? listedNumbers(shape.set, MOST_LISTED) : undefined;
    if (values !== undefined) {
      const listed = meet(shape, { ...shape, set: { kind: 'values', values } }, this.work);
      if (listed === undefined || this.fits(listed, reader, at).length === 0) return [];
    }
    const isExact = shape.exact && shape.not.every((place) => this.areApart({ ...shape, not: [] }, place));
    return isExact ? found : doubted(found);
  }

  shapes(places: readonly Place[]): readonly Shape[] {
    return shapesOfAll(places, this);
  }

  isEmpty(shape: Shape): boolean {
    return isEmptyShape(shape, this);
  }

  includes(shape: Shape, place: Place): boolean {
    return this.fits(shape, asRead(place), { field: [], trail: [], types: '' }).length === 0;
  }

  areApart(shape: Shape, place: Place): boolean {
    return this.shapes([asRead(place)]).every((other) => {
      const both = meet(shape, other, this.work);
      return both === undefined || this.isEmpty(both);
    });
  }
}

function isAnything({ schema }: Place): boolean {
  return schema === true || (isRecord(schema) && Object.keys(schema).length === 0);
}

function nothingAllowed(at: At): Finding {
  return { field: at.field, keyword: 'false', says: { writer: 'allowed', reader: 'not allowed' }, proven: true };
}

function turnsInCircles(at: At): Finding {
  const says = { writer: 'described', reader: 'described by a reference to itself' };
  return { field: at.field, keyword: '$ref', says, proven: false };
}
