import { isRecord, isSchema, schemaList, schemasIn } from '../sets/json-schema.ts';
import { fieldPlaces, namesIn } from '../sets/objects.ts';
import { type Place, placeOf } from '../sets/place.ts';
import type { ObjectSet } from '../sets/shape.ts';
import type { Finding } from './finding.ts';
import type { Judging, Reader } from './judging.ts';

/**
 * Fields that a reader's `unevaluatedProperties` may refuse. Only what it describes whatever the document is counts:
 * alternatives and conditions describe some documents only.
 */
export function unevaluated(set: ObjectSet, reader: Reader, judging: Judging): readonly Finding[] {
  const own = reader.schema['unevaluatedProperties'];
  if (own === undefined || own === true) return [];
  const described = alwaysDescribed(reader.place, []);
  if (described === 'all') return [];
  const isThere = (name: string): boolean => {
    const places = fieldPlaces(set, name);
    return places.length === 0 || !judging.shapes(places).every((shape) => judging.isEmpty(shape));
  };
  const strange = namesIn(set).filter((name) => !described.has(name) && isThere(name));
  const others = !set.fields.some(({ additional, patterns }) => additional?.schema === false && patterns.length === 0);
  const keyword = 'unevaluatedProperties';
  return [
    ...strange.map((name) => ({
      field: [...reader.at.field, name],
      keyword,
      says: { writer: 'allowed', reader: 'not allowed' },
      proven: false,
    })),
    ...(others ? [{ field: reader.at.field, keyword, says: { allows: 'fields of other names' }, proven: false }] : []),
  ];
}

function alwaysDescribed(place: Place, trail: readonly unknown[]): ReadonlySet<string> | 'all' {
  const { schema } = place;
  if (!isRecord(schema) || trail.includes(schema)) return new Set();
  if (schema['additionalProperties'] !== undefined) return 'all';
  const target = typeof schema['$ref'] === 'string' ? place.root.resolve(schema['$ref']) : undefined;
  const parts = [...schemaList(schema['allOf']), ...(isSchema(target) ? [target] : [])];
  const deeper = parts.map((part) => alwaysDescribed(placeOf(place, part), [...trail, schema]));
  const names = schemasIn(schema['properties']).map(([name]) => name);
  const sets = deeper.filter((one) => one !== 'all');
  return sets.length < deeper.length ? 'all' : new Set([...names, ...sets.flatMap((one) => [...one])]);
}
