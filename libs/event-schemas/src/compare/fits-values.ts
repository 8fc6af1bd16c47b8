import { evaluate } from '../sets/evaluate.ts';
import { isSchema, schemaList } from '../sets/json-schema.ts';
import { isAnnotation } from '../sets/keywords.ts';
import { type Place, placeOf } from '../sets/place.ts';
import { type Shape, type ValueSet, isOfType, typeOfValue, typesIn } from '../sets/shape.ts';
import type { At, Finding } from './finding.ts';
import type { Judging, Reader } from './judging.ts';
import { typesInWords, valuesInWords } from './phrases.ts';

/** Why not all of some listed values keep a reader's schema: each is tried. */
export function fitsValues(
  shape: Shape & { readonly set: ValueSet },
  reader: Reader,
  judging: Judging,
): readonly Finding[] {
  const { place, at, schema } = reader;
  const bad = shape.set.values.filter((value) => evaluate(place, value, judging.work) !== 'yes');
  if (bad.length === 0) return [];
  const refused = bad.filter((value) => evaluate(place, value, judging.work) === 'no');
  const proven = shape.exact && refused.length > 0;
  const shown = refused.length > 0 ? refused : bad;
  const keyword = decider(place, shown[0], judging) ?? 'enum';
  const deeper = innerReader(reader, keyword);
  if (deeper !== undefined) {
    const some: Shape = { ...shape, set: { kind: 'values', values: shown } };
    return deeper.flatMap((inner) => judging.fits(some, inner, trailed(at, schema)));
  }
  if (keyword === 'type') return [wrongType(shown, reader, proven)];
  return [{ field: at.field, keyword, says: { allows: valuesInWords(shown) }, proven }];
}

function wrongType(values: readonly unknown[], { schema, at }: Reader, proven: boolean): Finding {
  const types = typesIn(schema['type']) ?? [];
  const strange = values.filter((value) => !isOfType(typeOfValue(value), types)).map(typeOfValue);
  const says = { writer: at.types === '' ? typesInWords(strange) : at.types, reader: typesInWords(types) };
  return { field: at.field, keyword: 'type', says, proven };
}

function trailed(at: At, schema: unknown): At {
  return { ...at, trail: [...at.trail, schema] };
}

/** Keywords whose meaning depends on others beside them. */
const COMPANIONS: Readonly<Record<string, readonly string[]>> = {
  contains: ['minContains', 'maxContains'],
  items: ['prefixItems'],
  additionalProperties: ['properties', 'patternProperties'],
  if: ['then', 'else'],
};

/** The first keyword that refuses a value, or is not sure of it. */
function decider(place: Place, value: unknown, judging: Judging): string | undefined {
  const { schema } = place;
  if (typeof schema === 'boolean') return undefined;
  return Object.keys(schema).find((keyword) => {
    if (isAnnotation(keyword)) return false;
    const parts = [keyword, ...(COMPANIONS[keyword] ?? [])].filter((part) => Object.hasOwn(schema, part));
    const alone = Object.fromEntries(parts.map((part) => [part, schema[part]]));
    return evaluate(placeOf(place, alone), value, judging.work) !== 'yes';
  });
}

/** The schemas to look into for a reason, when the keyword only leads to others. */
function innerReader({ place, schema }: Reader, keyword: string): readonly Place[] | undefined {
  if (keyword === 'allOf') return schemaList(schema['allOf']).map((one) => placeOf(place, one));
  if (keyword !== '$ref') return undefined;
  const target = place.root.resolve(String(schema['$ref']));
  return isSchema(target) ? [placeOf(place, target)] : undefined;
}
