import { isEmptyNumbers } from './numbers.ts';
import { fieldPlaces, requiredIn } from './objects.ts';
import { entryPlaces } from './meet.ts';
import type { Place } from './place.ts';
import type { Sets } from './sets.ts';
import type { ListSet, ObjectSet, Shape } from './shape.ts';
import { isEmptyTexts } from './texts.ts';

/** Levels of fields that are looked into for a contradiction. */
const LEVELS = 4;
/** Required entries that are looked into. */
const MOST_ENTRIES = 20;

/** Whether a shape surely holds no document; false when that is not certain. */
export function isEmptyShape(shape: Shape, sets: Sets, levels: number = LEVELS): boolean {
  sets.work.spend();
  return isEmptySet(shape, sets, levels) || shape.not.some((place) => sets.includes({ ...shape, not: [] }, place));
}

function isEmptySet({ set }: Shape, sets: Sets, levels: number): boolean {
  if (set.kind === 'values') return set.values.length === 0;
  if (set.kind === 'number') return isEmptyNumbers(set);
  if (set.kind === 'text') return isEmptyTexts(set);
  const none = (places: readonly Place[]): boolean => isEmptyAll(places, sets, levels - 1);
  return set.kind === 'list' ? isEmptyList(set, none) : isEmptyObject(set, sets, none);
}

/** Whether no document keeps all of the schemas. */
function isEmptyAll(places: readonly Place[], sets: Sets, levels: number): boolean {
  if (places.some(({ schema }) => schema === false)) return true;
  if (levels <= 0 || places.length === 0) return false;
  return sets.shapes(places).every((shape) => isEmptyShape(shape, sets, levels));
}

function isEmptyList(set: ListSet, none: (places: readonly Place[]) => boolean): boolean {
  if (set.min > set.max) return true;
  if (set.contained.some(({ min, max }) => min > max || min > set.max)) return true;
  const needed = Math.min(set.min, MOST_ENTRIES, Math.max(...set.entries.map(({ prefix }) => prefix.length), 0) + 1);
  for (let index = 0; index < needed; index += 1) if (none(entryPlaces(set, index))) return true;
  return false;
}

function isEmptyObject(set: ObjectSet, sets: Sets, none: (places: readonly Place[]) => boolean): boolean {
  const required = [...requiredIn(set)];
  if (set.min > set.max || required.length > set.max) return true;
  const refused = (name: string): boolean => set.names.some((place) => refuses(place, name, sets));
  return required.some((name) => refused(name) || none(fieldPlaces(set, name)));
}

function refuses(place: Place, name: string, sets: Sets): boolean {
  const text = { set: { kind: 'values', values: [name] }, not: [], keeps: [], exact: true } as const;
  return sets.includes(text, { schema: { not: place.schema }, root: place.root, written: false });
}
