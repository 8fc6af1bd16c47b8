import { type Answer, certain, every } from './answer.ts';
import { sameValue } from './canonical.ts';
import { evaluate } from './evaluate.ts';
import { listKeywords } from './evaluate-list.ts';
import { numberAdmits, textAdmits } from './evaluate-scalar.ts';
import { isRecord } from './json-schema.ts';
import { meetNumbers } from './numbers.ts';
import { fieldPlaces, meetObjects, requiredIn } from './objects.ts';
import type { ListSet, ObjectSet, Shape, ShapeSet, ValueSet } from './shape.ts';
import { meetTexts } from './texts.ts';
import type { Work } from './work.ts';

/** The documents of both shapes; undefined when there surely are none. */
export function meet(a: Shape, b: Shape, work: Work): Shape | undefined {
  work.spend();
  const set = meetSets(a.set, b.set, work);
  if (set === undefined) return undefined;
  const shape: Shape = {
    set,
    not: [...new Set([...a.not, ...b.not])],
    keeps: [...new Set([...a.keeps, ...b.keeps])],
    exact: a.exact && b.exact,
  };
  return set.kind === 'values' ? withoutRefused(shape, set, work) : shape;
}

/** Listed values without those that the shape's refusals surely name. */
function withoutRefused(shape: Shape, set: ValueSet, work: Work): Shape | undefined {
  const values = set.values.filter((value) => shape.not.every((place) => evaluate(place, value, work) !== 'yes'));
  return values.length === 0 ? undefined : { ...shape, set: { kind: 'values', values } };
}

function meetSets(a: ShapeSet, b: ShapeSet, work: Work): ShapeSet | undefined {
  if (a.kind === 'values') return listed(a, b, work);
  return b.kind === 'values' ? listed(b, a, work) : meetKinds(a, b);
}

type Kinds = Exclude<ShapeSet, ValueSet>;

function meetKinds(a: Kinds, b: Kinds): Kinds | undefined {
  if (a.kind === 'number') return b.kind === 'number' ? meetNumbers(a, b) : undefined;
  if (a.kind === 'text') return b.kind === 'text' ? meetTexts(a, b) : undefined;
  if (a.kind === 'list') return b.kind === 'list' ? meetLists(a, b) : undefined;
  return b.kind === 'object' ? meetObjects(a, b) : undefined;
}

function listed(a: ValueSet, b: ShapeSet, work: Work): ValueSet | undefined {
  const values = a.values.filter((value) => admits(b, value, work) !== 'no');
  return values.length === 0 ? undefined : { kind: 'values', values };
}

function meetLists(a: ListSet, b: ListSet): ListSet {
  return {
    kind: 'list',
    min: Math.max(a.min, b.min),
    max: Math.min(a.max, b.max),
    unique: a.unique || b.unique,
    entries: [...a.entries, ...b.entries],
    contained: [...a.contained, ...b.contained],
  };
}

/** Whether a value is in a set. */
export function admits(set: ShapeSet, value: unknown, work: Work): Answer {
  if (set.kind === 'values') return certain(set.values.some((one) => sameValue(one, value)));
  if (set.kind === 'number' && typeof value === 'number') return numberAdmits(set, value);
  if (set.kind === 'text' && typeof value === 'string') return textAdmits(set, value);
  if (set.kind === 'list') return listAdmits(set, value, work);
  return set.kind === 'object' ? objectAdmits(set, value, work) : 'no';
}

/** `contains` is left open here: what may be in the set is not wrongly left out. */
function listAdmits(set: ListSet, list: unknown, work: Work): Answer {
  if (!Array.isArray(list)) return 'no';
  const bounds = { minItems: set.min, ...(set.max === Infinity ? {} : { maxItems: set.max }), uniqueItems: set.unique };
  const holds = listKeywords(bounds, list, () => 'yes');
  if (holds === 'no') return 'no';
  const entries = every(list, (entry: unknown) => {
    const index = list.indexOf(entry);
    return every(entryPlaces(set, index), (place) => evaluate(place, entry, work));
  });
  return entries === 'yes' && set.contained.length > 0 ? 'unknown' : entries;
}

/** The schemas that the entry at an index keeps. */
export function entryPlaces(set: ListSet, index: number): readonly NonNullable<ListSet['entries'][number]['rest']>[] {
  return set.entries.map(({ prefix, rest }) => prefix[index] ?? rest).filter((place) => place !== undefined);
}

function objectAdmits(set: ObjectSet, value: unknown, work: Work): Answer {
  if (!isRecord(value)) return 'no';
  const names = Object.keys(value);
  if (names.length < set.min || names.length > set.max) return 'no';
  const present = set.dependent.filter(([name]) => Object.hasOwn(value, name)).map(([name]) => name);
  if ([...requiredIn(set, present)].some((name) => !Object.hasOwn(value, name))) return 'no';
  const named = every(set.names, (place) => every(names, (name) => evaluate(place, name, work)));
  if (named === 'no') return 'no';
  const fields = every(names, (name) => every(fieldPlaces(set, name), (place) => evaluate(place, value[name], work)));
  return named === 'unknown' && fields === 'yes' ? 'unknown' : fields;
}
