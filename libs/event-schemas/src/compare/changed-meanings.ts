import { canonicalValue } from '../sets/canonical.ts';
import { partsOf } from '../sets/declared.ts';
import { isRecord, isSchema, schemaList, schemasIn } from '../sets/json-schema.ts';
import { unknownKeywords } from '../sets/keywords.ts';
import { type Place, type Root, placeOf } from '../sets/place.ts';
import { Work } from '../sets/work.ts';
import type { Incompatibility } from './compare-schemas.ts';
import { fieldInWords } from './words.ts';

/** What a field's schemas say that is no matter of validity. */
interface Meaning {
  readonly defaults: ReadonlySet<string>;
  readonly unknown: ReadonlySet<string>;
}

/**
 * Changes that alter what data means, though not whether it is valid; they count in both directions.
 * @throws {OutOfWorkError} the schemas describe too many fields.
 */
export function changedMeanings(older: Root, newer: Root): readonly Incompatibility[] {
  const before = meaningsOf(older);
  const after = meaningsOf(newer);
  return [...before].flatMap(([field, was]) => {
    const is = after.get(field);
    return is === undefined ? [] : [...changedDefault(field, was, is), ...changedUnknown(field, was, is)];
  });
}

function changedDefault(field: string, was: Meaning, is: Meaning): readonly Incompatibility[] {
  const missing = [...was.defaults].filter((value) => !is.defaults.has(value));
  const added = was.defaults.size > 0 ? [...is.defaults].filter((value) => !was.defaults.has(value)) : [];
  if (missing.length + added.length === 0) return [];
  const name = fieldInWords(field === '' ? [] : field.split('.'));
  const now = is.defaults.size === 0 ? 'has none' : `has the default ${[...is.defaults].join(' or ')}`;
  const reason = `${name} had the default ${[...was.defaults].join(' or ')} and now ${now}: data without it means something else`;
  return [{ field, keyword: 'default', reason, proven: true }];
}

function changedUnknown(field: string, was: Meaning, is: Meaning): readonly Incompatibility[] {
  const changed = [...was.unknown, ...is.unknown]
    .filter((text) => !(was.unknown.has(text) && is.unknown.has(text)))
    .map((text) => text.slice(0, text.indexOf('=')));
  return [...new Set(changed)].map((keyword) => {
    const reason = `${fieldInWords(field === '' ? [] : field.split('.'))} has another \`${keyword}\`, which is not understood here: it cannot be shown that the change is safe`;
    return { field, keyword, reason, proven: false };
  });
}

interface FieldPlace {
  readonly place: Place;
  readonly field: readonly string[];
}

function meaningsOf(root: Root): ReadonlyMap<string, Meaning> {
  const work = new Work();
  const meanings = new Map<string, { defaults: Set<string>; unknown: Set<string> }>();
  const seen = new Map<string, Set<unknown>>();
  const queue: FieldPlace[] = [{ place: { schema: root.schema, root, written: false }, field: [] }];
  for (const { place, field } of queue) {
    work.spend(1 + field.length);
    const key = field.join('.');
    const known = seen.get(key) ?? new Set();
    seen.set(key, known);
    if (!isRecord(place.schema) || known.has(place.schema) || isAround(place, field, seen)) continue;
    known.add(place.schema);
    const meaning = meanings.get(key) ?? { defaults: new Set(), unknown: new Set() };
    meanings.set(key, meaning);
    collect(place.schema, meaning);
    queue.push(...partsOf(place).map((part) => ({ place: part, field })), ...childrenOf(place, field));
  }
  return meanings;
}

/** Whether a schema that refers to itself already described a field on the way. */
function isAround(place: Place, field: readonly string[], seen: ReadonlyMap<string, ReadonlySet<unknown>>): boolean {
  return field.some((_, index) => seen.get(field.slice(0, index).join('.'))?.has(place.schema) === true);
}

function collect(
  schema: Readonly<Record<string, unknown>>,
  meaning: { defaults: Set<string>; unknown: Set<string> },
): void {
  if (Object.hasOwn(schema, 'default')) meaning.defaults.add(canonicalValue(schema['default']));
  for (const keyword of unknownKeywords(schema)) meaning.unknown.add(`${keyword}=${canonicalValue(schema[keyword])}`);
}

/** What a schema says of the values inside: entries of a list, and of a map, belong to the field that holds them. */
function childrenOf(place: Place, field: readonly string[]): readonly FieldPlace[] {
  const { schema } = place;
  if (!isRecord(schema)) return [];
  const { items, contains, prefixItems, additionalProperties, patternProperties } = schema;
  const matched = schemasIn(patternProperties).map(([, one]) => one);
  const entries = [items, contains, additionalProperties, ...schemaList(prefixItems), ...matched].filter(isSchema);
  return [
    ...schemasIn(schema['properties']).map(([name, one]) => ({ place: placeOf(place, one), field: [...field, name] })),
    ...entries.map((one) => ({ place: placeOf(place, one), field })),
  ];
}
