import { areDisjoint, isWithin } from '../sets/automata.ts';
import { matches } from '../sets/evaluate-scalar.ts';
import { isRecord, isSchema, schemasIn } from '../sets/json-schema.ts';
import type { Place } from '../sets/place.ts';
import type { Fields } from '../sets/shape.ts';
import { matching } from '../sets/texts.ts';
import type { Finding } from './finding.ts';
import type { ObjectScene } from './fits-object.ts';
import { type Reader, readerPlace } from './judging.ts';

interface Judge {
  readonly schema: Place;
  readonly keyword: string;
}

/** The reader's schemas for the field of a name; 'unclear' when an expression cannot be run over it. */
export function fieldJudges(reader: Reader, name: string): readonly (Judge | 'unclear')[] {
  const properties = isRecord(reader.schema['properties']) ? reader.schema['properties'] : {};
  const own = Object.hasOwn(properties, name) ? properties[name] : undefined;
  const byPattern = schemasIn(reader.schema['patternProperties']).flatMap(
    ([source, schema]): readonly (Judge | 'unclear')[] => {
      const matched = matches(source, name);
      if (matched === undefined) return ['unclear'];
      return matched ? [{ schema: readerPlace(reader, schema), keyword: 'patternProperties' }] : [];
    },
  );
  const named = isSchema(own) ? [{ schema: readerPlace(reader, own), keyword: 'properties' }] : [];
  const additional = reader.schema['additionalProperties'];
  if (named.length + byPattern.length > 0 || !isSchema(additional)) return [...named, ...byPattern];
  return [{ schema: readerPlace(reader, additional), keyword: 'additionalProperties' }];
}

/** Fields of names that neither side names: the schemas they keep, and the expression that their names match. */
interface OtherField {
  readonly places: readonly Place[];
  readonly sources: readonly string[];
  /** Expressions that their names do not match. */
  readonly unmatched: readonly string[];
}

const MOST_KINDS = 64;

/** Why not all fields of other names keep what the reader wants of them. */
export function otherFields(scene: ObjectScene): readonly Finding[] {
  const { reader } = scene;
  const patterns = schemasIn(reader.schema['patternProperties']);
  const additional = reader.schema['additionalProperties'];
  if (patterns.length === 0 && (!isSchema(additional) || additional === true)) return [];
  const kinds = otherKinds(scene.set.fields);
  if (kinds === undefined) return [finding(reader, 'patternProperties', false)];
  return kinds.filter((kind) => !isImpossible(kind)).flatMap((kind) => kindFindings(scene, kind));
}

function isImpossible({ places }: OtherField): boolean {
  return places.some(({ schema }) => schema === false);
}

function otherKinds(all: readonly Fields[]): readonly OtherField[] | undefined {
  let kinds: readonly OtherField[] = [{ places: [], sources: [], unmatched: [] }];
  for (const { patterns, additional } of all) {
    const rest: OtherField = {
      places: additional === undefined ? [] : [additional],
      sources: [],
      unmatched: patterns.map(([source]) => source),
    };
    const matched = patterns.map(([source, place]) => ({ places: [place], sources: [source], unmatched: [] }));
    kinds = kinds.flatMap((kind) =>
      [rest, ...matched].map((one) => both(kind, one)).filter((one) => !contradicts(one)),
    );
    if (kinds.length > MOST_KINDS) return undefined;
  }
  return kinds;
}

function both(a: OtherField, b: OtherField): OtherField {
  return {
    places: [...a.places, ...b.places],
    sources: [...new Set([...a.sources, ...b.sources])],
    unmatched: [...new Set([...a.unmatched, ...b.unmatched])],
  };
}

function contradicts({ sources, unmatched }: OtherField): boolean {
  return sources.some((source) => unmatched.includes(source));
}

function kindFindings({ reader, judging }: ObjectScene, kind: OtherField): readonly Finding[] {
  const patterns = schemasIn(reader.schema['patternProperties']).filter(([source]) => mayMatch(kind, source));
  const additional = reader.schema['additionalProperties'];
  const covered = patterns.some(([source]) => surelyMatches(kind, source));
  const rest = isSchema(additional) && !covered ? [['additionalProperties', additional] as const] : [];
  const judges = [...patterns.map(([, schema]) => ['patternProperties', schema] as const), ...rest];
  return judges.flatMap(([keyword, schema]) => {
    if (schema === false) return [finding(reader, keyword, kind.sources.length === 0)];
    const found = judging.compare(kind.places, readerPlace(reader, schema), { ...reader.at, trail: [] });
    return found.length === 0
      ? []
      : [
          finding(
            reader,
            keyword,
            found.some(({ proven }) => proven),
          ),
        ];
  });
}

function mayMatch(kind: OtherField, source: string): boolean {
  if (kind.unmatched.includes(source)) return false;
  const wanted = matching(source);
  return !kind.sources.some((own) => {
    const automaton = matching(own);
    return automaton !== undefined && wanted !== undefined && areDisjoint(automaton, wanted) === true;
  });
}

function surelyMatches(kind: OtherField, source: string): boolean {
  const wanted = matching(source);
  return kind.sources.some((own) => {
    if (own === source) return true;
    const automaton = matching(own);
    return automaton !== undefined && wanted !== undefined && isWithin(automaton, wanted) === true;
  });
}

function finding(reader: Reader, keyword: string, proven: boolean): Finding {
  const allows = 'fields of other names, or with other values';
  return { field: reader.at.field, keyword, says: { allows }, proven };
}
