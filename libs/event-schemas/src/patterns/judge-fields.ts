import type { JsonSchema } from '../sets/json-schema.ts';
import { didYouMean } from './near-name.ts';
import { type Asked, type FieldClause, clausesOf } from './pattern-fields.ts';
import { operatorOf } from './number-range.ts';
import { type Rooted, type Term, termsOf } from './schema-terms.ts';
import { type Kind, elementsOf, fieldNamesOf, fieldOf, kindsOf } from './term-shape.ts';
import { listed, whyNever } from './why-never.ts';

/** A clause of a pattern that can never match, and why. */
export interface PatternProblem {
  /** Where it stands: `detail.data.currency`. */
  readonly clause: string;
  /** Why, in words. */
  readonly problem: string;
}

type Problems = readonly PatternProblem[];

/** Arrays in arrays that are looked into; deeper ones are taken to match. */
const MAX_NESTING = 8;

/**
 * The clauses that no value of a schema can satisfy together; none when some value may. Only what is certain counts: where a
 * schema says more than is understood, the clause is taken to match.
 */
export function judgeFields(asked: Asked, rooted: Rooted, nesting = 0): Problems {
  if (nesting > MAX_NESTING) return [];
  const ways = termsOf(rooted).flatMap((term) =>
    [...kindsOf(term)].map((kind) => judgeKind(asked, { term, kind, root: rooted.root, nesting })),
  );
  return fewest(ways) ?? all(asked, 'the schema admits no value here');
}

interface Way {
  readonly term: Term;
  readonly kind: Kind;
  readonly root: JsonSchema;
  readonly nesting: number;
}

function judgeKind(asked: Asked, way: Way): Problems {
  if (way.kind === 'array') return judgeElements(asked, way);
  if (way.kind === 'object') {
    const whole = asked.clause === undefined ? [] : absent(asked.clause, 'holds fields: ask for one inside it');
    return [...whole, ...[...asked.inside.values()].flatMap((field) => judgeField(field, way))];
  }
  const inside = [...asked.inside.values()].flatMap((field) =>
    clausesOf(field).flatMap((clause) =>
      absent(clause, `${nameOf(asked)} holds ${listed(new Set([way.kind]))}, and no fields`),
    ),
  );
  return [...(asked.clause === undefined ? [] : judgeClause(asked.clause, way)), ...inside];
}

/** Elements of an array are looked through; clauses on the array itself and on fields inside may be met by different ones. */
function judgeElements(asked: Asked, { term, root, nesting }: Way): Problems {
  const { schema, mayBeEmpty } = elementsOf(term);
  const inside = asked.inside.size === 0 ? [] : [{ ...asked, clause: undefined }];
  const parts = asked.clause === undefined ? inside : [{ ...asked, inside: new Map<string, Asked>() }, ...inside];
  return parts.flatMap((part) => {
    const found = judgeFields(part, { schema, root }, nesting + 1);
    const empty = clausesOf(part).flatMap((clause) => absent(clause, 'the list has no elements'));
    return (mayBeEmpty ? fewest([found, empty]) : found) ?? [];
  });
}

function judgeField(field: Asked, { term, root, nesting }: Way): Problems {
  const name = field.path.at(-1) ?? '';
  const { schema, mayBeAbsent } = fieldOf(term, name);
  if (schema === undefined) {
    const reason = `there is no field ${nameOf(field)}${didYouMean(name, fieldNamesOf(term))}`;
    return clausesOf(field).flatMap((clause) => absent(clause, reason));
  }
  const there = judgeFields(field, { schema, root }, nesting);
  if (!mayBeAbsent) return there;
  return fewest([there, clausesOf(field).flatMap((clause) => absent(clause, 'the field is absent'))]) ?? there;
}

/** Of several ways in which all clauses might hold together, the one with the fewest problems. */
function fewest(ways: readonly Problems[]): Problems | undefined {
  return ways.toSorted((one, other) => one.length - other.length)[0];
}

/** Nothing stands where the clause asks: that is what `exists: false` takes, and nothing else. */
function absent(clause: FieldClause, reason: string): Problems {
  const takesAbsence = clause.rules?.some(
    (rule) => operatorOf(rule)?.[0] === 'exists' && operatorOf(rule)?.[1] === false,
  );
  return takesAbsence === true ? [] : [{ clause: clause.path.join('.'), problem: malformed(clause) ?? reason }];
}

function judgeClause(clause: FieldClause, { term, kind }: Way): Problems {
  const reasons = clause.rules?.map((rule) => whyNever(rule, { term, kinds: new Set([kind]) })) ?? [];
  if (reasons.some((reason) => reason === undefined)) return [];
  const problem = malformed(clause) ?? [...new Set(reasons)].join('; ');
  return [{ clause: clause.path.join('.'), problem }];
}

function malformed({ rules }: FieldClause): string | undefined {
  if (rules === undefined) return 'a clause is a list of what it takes, such as ["…"]';
  return rules.length === 0 ? 'an empty list takes nothing' : undefined;
}

function all(asked: Asked, problem: string): Problems {
  return clausesOf(asked).map((clause) => ({ clause: clause.path.join('.'), problem }));
}

function nameOf({ path }: Asked): string {
  return path.join('.').replace(/^detail\./, '');
}
