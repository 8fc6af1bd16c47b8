import { isRecord, isSchema, numberIn, schemasIn, textsIn } from '../sets/json-schema.ts';
import { fieldPlaces, namesIn, requiredIn } from '../sets/objects.ts';
import type { ObjectSet, Shape } from '../sets/shape.ts';
import { type Finding, inside } from './finding.ts';
import { fieldJudges, otherFields } from './fits-fields.ts';
import type { Judging, Reader } from './judging.ts';
import { readerPlace } from './judging.ts';
import { countWords } from './phrases.ts';

/** What the rules about one set of objects share. */
export interface ObjectScene {
  readonly shape: Shape;
  readonly set: ObjectSet;
  readonly reader: Reader;
  readonly judging: Judging;
  /** Names of the fields that the writer or the reader speaks of and the writer may have. */
  readonly possible: readonly string[];
  /** Whether the writer may have fields of other names. */
  readonly others: boolean;
}

/** Why not all objects of a set keep a reader's keywords about objects. */
export function fitsObject(
  shape: Shape & { readonly set: ObjectSet },
  reader: Reader,
  judging: Judging,
): readonly Finding[] {
  const scene = sceneOf(shape, reader, judging);
  return [
    ...needed(scene),
    ...counts(scene),
    ...scene.possible.flatMap((name) => fieldFindings(scene, name)),
    ...(scene.others ? otherFields(scene) : []),
    ...names(scene),
    ...dependents(scene),
  ];
}

function sceneOf(shape: Shape & { readonly set: ObjectSet }, reader: Reader, judging: Judging): ObjectScene {
  const { set } = shape;
  const { schema } = reader;
  const read = [
    ...schemasIn(schema['properties']).map(([name]) => name),
    ...textsIn(schema['required']),
    ...schemasIn(schema['dependentSchemas']).map(([name]) => name),
    ...(isRecord(schema['dependentRequired']) ? Object.keys(schema['dependentRequired']) : []),
  ];
  const listed = listedNames(set, judging);
  const names = [...new Set([...namesIn(set), ...read, ...(listed ?? [])])];
  const possible = names.filter((name) => mayHave(set, name, judging));
  const others = listed === undefined && !set.fields.some(forbidsOthers) && requiredIn(set).size < set.max;
  return { shape, set, reader, judging, possible, others };
}

function forbidsOthers({ additional, patterns }: ObjectSet['fields'][number]): boolean {
  return additional?.schema === false && patterns.length === 0;
}

/** The only names that fields can have, when `propertyNames` lists them. */
function listedNames(set: ObjectSet, judging: Judging): readonly string[] | undefined {
  if (set.names.length === 0) return undefined;
  const shapes = judging.shapes(set.names).filter(({ set: one }) => one.kind === 'values' || one.kind === 'text');
  const values = shapes.map(({ set: one }) => (one.kind === 'values' ? one.values : undefined));
  if (values.some((list) => list === undefined)) return undefined;
  return values.flatMap((list) => list ?? []).filter((value): value is string => typeof value === 'string');
}

function mayHave(set: ObjectSet, name: string, judging: Judging): boolean {
  const places = fieldPlaces(set, name);
  if (places.some(({ schema }) => schema === false)) return false;
  const named = { set: { kind: 'values', values: [name] }, not: [], keeps: [], exact: true } as const;
  if (set.names.some((place) => judging.areApart(named, place))) return false;
  return places.length === 0 || !judging.shapes(places).every((shape) => judging.isEmpty(shape));
}

function needed({ set, reader, possible }: ObjectScene): readonly Finding[] {
  const sure = requiredIn(set);
  return textsIn(reader.schema['required'])
    .filter((name) => !sure.has(name))
    .map((name) => ({
      field: [...reader.at.field, name],
      keyword: 'required',
      says: { writer: possible.includes(name) ? 'optional' : 'absent', reader: 'required' },
      proven: true,
    }));
}

function counts({ set, reader, possible, others }: ObjectScene): readonly Finding[] {
  const min = numberIn(reader.schema['minProperties']) ?? 0;
  const max = numberIn(reader.schema['maxProperties']) ?? Infinity;
  const ownMin = Math.max(set.min, requiredIn(set).size);
  const ownMax = Math.min(set.max, others ? Infinity : possible.length);
  const field = reader.at.field;
  const words = (bound: 'least' | 'most', count: number): string =>
    `an object of ${countWords(bound, count, 'fields')}`;
  return [
    ...(ownMin >= min
      ? []
      : [
          {
            field,
            keyword: 'minProperties',
            says: { writer: words('least', ownMin), reader: words('least', min) },
            proven: true,
          },
        ]),
    ...(ownMax <= max
      ? []
      : [
          {
            field,
            keyword: 'maxProperties',
            says: { writer: words('most', ownMax), reader: words('most', max) },
            proven: true,
          },
        ]),
  ];
}

function fieldFindings({ set, reader, judging }: ObjectScene, name: string): readonly Finding[] {
  const at = inside(reader.at, name);
  return fieldJudges(reader, name).flatMap((judge): readonly Finding[] => {
    if (judge === 'unclear') {
      const says = { writer: 'one field', reader: 'another field' };
      return [{ field: at.field, keyword: 'patternProperties', says, proven: false }];
    }
    if (judge.schema.schema === false) {
      return [
        { field: at.field, keyword: judge.keyword, says: { writer: 'allowed', reader: 'not allowed' }, proven: true },
      ];
    }
    return judging.compare(fieldPlaces(set, name), judge.schema, at);
  });
}

function names({ set, reader, judging, possible, others }: ObjectScene): readonly Finding[] {
  const { propertyNames } = reader.schema;
  if (!isSchema(propertyNames) || propertyNames === true) return [];
  const place = readerPlace(reader, propertyNames);
  const refused = possible.filter((name) => {
    const named = { set: { kind: 'values', values: [name] }, not: [], keeps: [], exact: true } as const;
    return !judging.includes(named, place);
  });
  const text = { schema: { type: 'string' }, root: reader.place.root, written: false };
  const at = { field: [], trail: [], types: '' };
  const fresh = others && judging.compare([...set.names, text], place, at).length > 0;
  const says = { writer: 'allowed', reader: 'not allowed as a name' };
  return [
    ...refused.map((name) => ({ field: [...reader.at.field, name], keyword: 'propertyNames', says, proven: true })),
    ...(fresh
      ? [{ field: reader.at.field, keyword: 'propertyNames', says: { allows: 'fields of other names' }, proven: false }]
      : []),
  ];
}

function dependents({ shape, set, reader, judging, possible }: ObjectScene): readonly Finding[] {
  const rules = isRecord(reader.schema['dependentRequired']) ? Object.entries(reader.schema['dependentRequired']) : [];
  const missing = rules.flatMap(([name, needs]) => {
    if (!possible.includes(name)) return [];
    const sure = requiredIn(set, [name]);
    return textsIn(needs)
      .filter((need) => !sure.has(need))
      .map((need) => ({
        field: [...reader.at.field, need],
        keyword: 'dependentRequired',
        says: { writer: `optional beside \`${name}\``, reader: `required beside \`${name}\`` },
        proven: true,
      }));
  });
  const deeper = schemasIn(reader.schema['dependentSchemas']).flatMap(([name, schema]) => {
    if (!possible.includes(name)) return [];
    const present: Shape = { ...shape, set: { ...set, required: [...set.required, name] } };
    return judging.fits(present, readerPlace(reader, schema), reader.at);
  });
  return [...missing, ...deeper];
}
