import { isSchema, numberIn, schemaList } from '../sets/json-schema.ts';
import { entryPlaces } from '../sets/meet.ts';
import { saysTheSame } from '../sets/place.ts';
import type { ListSet } from '../sets/shape.ts';
import type { Finding } from './finding.ts';
import { type Judging, type Reader, readerPlace } from './judging.ts';
import { countWords } from './phrases.ts';

/** Entries of lists that are compared one by one. */
const MOST_ENTRIES = 50;

/** Why not all lists of a set keep a reader's keywords about lists. */
export function fitsList(set: ListSet, reader: Reader, judging: Judging): readonly Finding[] {
  const longest = longestOf(set, judging);
  return [
    ...lengths(set, longest, reader),
    ...repetitions(set, longest, reader),
    ...entries(set, longest, { reader, judging }),
    ...contained(set, longest, { reader, judging }),
  ];
}

interface Scene {
  readonly reader: Reader;
  readonly judging: Judging;
}

/** Entries that a list of the set can have: an entry that nothing can be ends it. */
function longestOf(set: ListSet, judging: Judging): number {
  const described = Math.min(lengthOfPrefixes(set), MOST_ENTRIES);
  for (let index = 0; index <= described && index < set.max; index += 1) {
    const places = entryPlaces(set, index);
    if (places.some(({ schema }) => schema === false)) return index;
    if (places.length > 0 && judging.shapes(places).every((shape) => judging.isEmpty(shape))) return index;
  }
  return set.max;
}

function lengthOfPrefixes(set: ListSet): number {
  return Math.max(0, ...set.entries.map(({ prefix }) => prefix.length));
}

function lengths(set: ListSet, longest: number, { schema, at }: Reader): readonly Finding[] {
  const min = numberIn(schema['minItems']) ?? 0;
  const max = numberIn(schema['maxItems']) ?? Infinity;
  const least = (count: number): string => `a list of ${countWords('least', count, 'entries')}`;
  const most = (count: number): string => `a list of ${countWords('most', count, 'entries')}`;
  const field = at.field;
  return [
    ...(set.min >= min
      ? []
      : [{ field, keyword: 'minItems', says: { writer: least(set.min), reader: least(min) }, proven: true }]),
    ...(longest <= max
      ? []
      : [{ field, keyword: 'maxItems', says: { writer: most(longest), reader: most(max) }, proven: true }]),
  ];
}

function repetitions(set: ListSet, longest: number, { schema, at }: Reader): readonly Finding[] {
  if (schema['uniqueItems'] !== true || set.unique || longest <= 1) return [];
  const says = { writer: 'a list that may repeat entries', reader: 'a list without repeated entries' };
  return [{ field: at.field, keyword: 'uniqueItems', says, proven: true }];
}

function entries(set: ListSet, longest: number, { reader, judging }: Scene): readonly Finding[] {
  const prefix = schemaList(reader.schema['prefixItems']);
  const rest = reader.schema['items'];
  const last = Math.max(prefix.length, lengthOfPrefixes(set));
  const found: Finding[] = [];
  for (let index = 0; index <= last && index < longest; index += 1) {
    const own = index < prefix.length ? prefix[index] : rest;
    if (!isSchema(own) || own === true) continue;
    found.push(...judging.compare(entryPlaces(set, index), readerPlace(reader, own), { ...reader.at, trail: [] }));
  }
  return found;
}

function contained(set: ListSet, longest: number, { reader, judging }: Scene): readonly Finding[] {
  const { contains } = reader.schema;
  if (!isSchema(contains)) return [];
  const place = readerPlace(reader, contains);
  const min = numberIn(reader.schema['minContains']) ?? 1;
  const max = numberIn(reader.schema['maxContains']) ?? Infinity;
  const same = set.contained.filter((one) => saysTheSame(one.place, place));
  const known = Math.max(0, ...same.map((one) => one.min));
  const most = Math.min(longest, ...same.map((one) => one.max));
  const field = reader.at.field;
  const enough = min <= known || min <= sureEntries(set, { place, judging });
  const few = most <= max;
  return [
    ...(enough ? [] : [{ field, keyword: 'contains', says: doubt(`at least ${min}`), proven: false }]),
    ...(few ? [] : [{ field, keyword: 'maxContains', says: doubt(`at most ${max}`), proven: false }]),
  ];
}

function doubt(count: string): Finding['says'] {
  return { writer: 'any entries', reader: `a list with ${count} of the entries it must contain` };
}

/** How many entries of each list surely keep a schema. */
function sureEntries(
  set: ListSet,
  { place, judging }: { readonly place: Parameters<Judging['compare']>[1]; readonly judging: Judging },
): number {
  const at = { field: [], trail: [], types: '' };
  let sure = 0;
  for (let index = 0; index < Math.min(set.min, MOST_ENTRIES); index += 1) {
    if (judging.compare(entryPlaces(set, index), place, at).length === 0) sure += 1;
  }
  return sure;
}
