import { canonicalValue } from '../sets/canonical.ts';
import { isRecord } from '../sets/json-schema.ts';
import { unknownKeywords } from '../sets/keywords.ts';
import { isMultiple } from '../sets/numbers.ts';
import { type Place, saysTheSame } from '../sets/place.ts';
import { type Shape, typesIn } from '../sets/shape.ts';
import { type Finding, distinct } from './finding.ts';
import { fitsAlternatives } from './fits-alternatives.ts';
import { fitsList } from './fits-list.ts';
import { fitsNumber } from './fits-number.ts';
import { fitsObject } from './fits-object.ts';
import { fitsText } from './fits-text.ts';
import { unevaluated } from './fits-unevaluated.ts';
import { fitsValues } from './fits-values.ts';
import type { Judging, Reader } from './judging.ts';
import { shapeWords, typesInWords, typesOfShapes, valuesInWords } from './phrases.ts';

/** Why not all documents of a shape keep a reader's schema, keyword by keyword. */
export function reasons(shape: Shape, reader: Reader, judging: Judging): readonly Finding[] {
  const { set } = shape;
  if (set.kind === 'values') return fitsValues({ ...shape, set }, reader, judging);
  const type = typeReasons(shape, reader);
  if (type.length > 0) return type;
  return distinct([
    ...listed(shape, reader),
    ...ofKind(shape, reader, judging),
    ...fitsAlternatives(shape, reader, judging),
    ...unknown(shape, reader),
  ]);
}

function ofKind(shape: Shape, reader: Reader, judging: Judging): readonly Finding[] {
  const { set } = shape;
  if (set.kind === 'number') return fitsNumber(set, reader);
  if (set.kind === 'text') return fitsText(set, reader);
  if (set.kind === 'list') return fitsList(set, reader, judging);
  if (set.kind !== 'object') return [];
  return [...fitsObject({ ...shape, set }, reader, judging), ...unevaluated(set, reader, judging)];
}

const TYPES = { number: 'number', text: 'string', list: 'array', object: 'object' } as const;

function typeReasons({ set, ...shape }: Shape, { schema, at }: Reader): readonly Finding[] {
  const types = typesIn(schema['type']);
  if (types === undefined || set.kind === 'values' || types.includes(TYPES[set.kind])) return [];
  if (set.kind === 'number' && types.includes('integer') && isMultiple(set, 1)) return [];
  const writer = at.types === '' ? typesInWords(typesOfShapes([{ ...shape, set }])) : at.types;
  return [{ field: at.field, keyword: 'type', says: { writer, reader: typesInWords(types) }, proven: true }];
}

function listed(shape: Shape, { schema, at }: Reader): readonly Finding[] {
  const keyword = Array.isArray(schema['enum']) ? 'enum' : Object.hasOwn(schema, 'const') ? 'const' : undefined;
  if (keyword === undefined) return [];
  const values = Array.isArray(schema['enum']) ? schema['enum'] : [schema['const']];
  const reader = values.length === 1 ? `only ${valuesInWords(values)}` : `one of ${valuesInWords(values)}`;
  return [{ field: at.field, keyword, says: { writer: shapeWords(shape), reader }, proven: true }];
}

/** Keywords whose meaning depends on what stands elsewhere. */
const CONTEXTUAL: ReadonlySet<string> = new Set([
  'items',
  'additionalItems',
  'unevaluatedItems',
  'dependencies',
  '$dynamicRef',
  '$dynamicAnchor',
  '$recursiveRef',
  '$recursiveAnchor',
]);

/** Keywords that are not known here hold for the shape only when one of its schemas says just the same. */
function unknown(shape: Shape, { schema, at }: Reader): readonly Finding[] {
  return unknownKeywords(schema)
    .filter((keyword) => CONTEXTUAL.has(keyword) || !shape.keeps.some((place) => saysKeyword(place, keyword, schema)))
    .map((keyword) => ({
      field: at.field,
      keyword,
      says: { writer: 'described', reader: `described by \`${keyword}\`, which is not understood here` },
      proven: false,
    }));
}

function saysKeyword(place: Place, keyword: string, schema: Reader['schema']): boolean {
  if (!isRecord(place.schema) || !Object.hasOwn(place.schema, keyword)) return false;
  return canonicalValue(place.schema[keyword]) === canonicalValue(schema[keyword]);
}

/** Whether a shape keeps a schema because one of its own says the same. */
export function keepsTheSame(shape: Shape, place: Place): boolean {
  return shape.keeps.some((own) => saysTheSame(own, place));
}
