import { isSchema, schemaList } from '../sets/json-schema.ts';
import { meet } from '../sets/meet.ts';
import type { Place } from '../sets/place.ts';
import type { Shape } from '../sets/shape.ts';
import { type At, type Finding, distinct, doubted } from './finding.ts';
import { type Judging, type Reader, readerPlace } from './judging.ts';
import { shapeWords } from './phrases.ts';
import { divided } from './divide.ts';

/** How often documents are divided into smaller sets that may fit alternatives one by one. */
const MOST_DIVISIONS = 3;

/** The alternatives of a reader's `anyOf` or `oneOf`. */
interface Choice {
  readonly keyword: 'anyOf' | 'oneOf';
  readonly branches: readonly Place[];
  readonly at: At;
  readonly judging: Judging;
}

/** Why not all documents of a shape keep the schemas inside a reader's that describe the same value. */
export function fitsAlternatives(shape: Shape, reader: Reader, judging: Judging): readonly Finding[] {
  const { schema } = reader;
  const at = { ...reader.at, trail: [...reader.at.trail, schema] };
  const within = (inner: Place): readonly Finding[] => judging.fits(shape, inner, at);
  const choices = (['anyOf', 'oneOf'] as const).filter((keyword) => Array.isArray(schema[keyword]));
  return [
    ...(typeof schema['$ref'] === 'string' ? referenced(reader, within) : []),
    ...schemaList(schema['allOf']).flatMap((one) => within(readerPlace(reader, one))),
    ...choices.flatMap((keyword) => {
      const branches = schemaList(schema[keyword]).map((one) => readerPlace(reader, one));
      return chosen(shape, { keyword, branches, at, judging }, MOST_DIVISIONS);
    }),
    ...refused(shape, reader, judging),
    ...conditional(shape, { ...reader, at }, judging),
  ];
}

function referenced(reader: Reader, within: (inner: Place) => readonly Finding[]): readonly Finding[] {
  const target = reader.place.root.resolve(String(reader.schema['$ref']));
  if (target !== undefined) return within(readerPlace(reader, target));
  const says = {
    writer: 'described',
    reader: `described by ${String(reader.schema['$ref'])}, which is not to be found`,
  };
  return [{ field: reader.at.field, keyword: '$ref', says, proven: false }];
}

function chosen(shape: Shape, choice: Choice, divisions: number): readonly Finding[] {
  if (isTaken(shape, choice)) return [];
  if (divisions > 0) {
    const pieces = divided(shape, choice.branches, choice.judging);
    if (pieces.length > 1) return distinct(pieces.flatMap((piece) => chosen(piece, choice, divisions - 1)));
  }
  return choice.judging.isEmpty(shape) ? [] : untaken(shape, choice);
}

/** Whether surely one alternative takes all documents of the shape, and for `oneOf` no other takes any. */
function isTaken(shape: Shape, { keyword, branches, judging }: Choice): boolean {
  return branches.some((branch) => {
    if (!judging.includes(shape, branch)) return false;
    return keyword === 'anyOf' || branches.every((other) => other === branch || judging.areApart(shape, other));
  });
}

function untaken(shape: Shape, { keyword, branches, at, judging }: Choice): readonly Finding[] {
  const candidates = branches.filter((branch) => !judging.areApart(shape, branch));
  const [only] = candidates;
  const field = at.field;
  if (only === undefined) {
    return [{ field, keyword, says: { allows: `another alternative: ${kindWords(shape)}` }, proven: shape.exact }];
  }
  if (candidates.length === 1) return judging.fits(shape, only, at);
  const overlap = candidates.some((branch) => judging.includes(shape, branch));
  const says = overlap
    ? { writer: 'one alternative', reader: 'perhaps more than one of its alternatives, of which exactly one must hold' }
    : { writer: kindWords(shape), reader: `one of ${candidates.length} alternatives` };
  return [{ field, keyword, says, proven: false }];
}

/** A document of a union by what tells it apart: the fields that can have one value only. */
function kindWords(shape: Shape): string {
  if (shape.set.kind !== 'object') return shapeWords(shape);
  const tags = shape.set.fields.flatMap(({ properties }) =>
    [...properties].flatMap(([name, { schema }]) => {
      if (typeof schema === 'boolean' || !Object.hasOwn(schema, 'const')) return [];
      return [`\`${name}\` is ${JSON.stringify(schema['const'])}`];
    }),
  );
  return tags.length === 0 ? 'an object of another kind' : [...new Set(tags)].join(' and ');
}

function refused(shape: Shape, reader: Reader, judging: Judging): readonly Finding[] {
  const { not } = reader.schema;
  if (!isSchema(not) || judging.areApart(shape, readerPlace(reader, not))) return [];
  const proven = judging.includes(shape, readerPlace(reader, not));
  return [{ field: reader.at.field, keyword: 'not', says: { allows: 'what the reader refuses by `not`' }, proven }];
}

function conditional(shape: Shape, reader: Reader, judging: Judging): readonly Finding[] {
  const condition = reader.schema['if'];
  if (!isSchema(condition)) return [];
  const when = readerPlace(reader, condition);
  const branch = (keyword: 'then' | 'else', part: Shape): readonly Finding[] => {
    const own = reader.schema[keyword];
    return isSchema(own) ? judging.fits(part, readerPlace(reader, own), reader.at) : [];
  };
  const pieces = [shape, ...divided(shape, [when], judging)];
  const parts = pieces.length > 2 ? pieces.slice(1) : [shape];
  return distinct(
    parts.flatMap((part) => {
      if (judging.includes(part, when)) return branch('then', part);
      if (judging.areApart(part, when)) return branch('else', part);
      const held = judging
        .shapes([when])
        .map((one) => meet(part, one, judging.work))
        .filter((one) => one !== undefined);
      const unheld = { ...part, not: [...part.not, when] };
      return doubted([...held.flatMap((one) => branch('then', one)), ...branch('else', unheld)]);
    }),
  );
}
