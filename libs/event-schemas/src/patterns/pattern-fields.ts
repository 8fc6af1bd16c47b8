import { isRecord } from '../sets/json-schema.ts';

/** One field that a pattern asks about. */
export interface FieldClause {
  /** Names from the event's root. */
  readonly path: readonly string[];
  /** Of which one must hold; undefined when the clause is no list, which EventBridge refuses. */
  readonly rules: readonly unknown[] | undefined;
}

/** What one combination of a pattern's alternatives asks: all of it. */
export type Combination = ReadonlyMap<string, FieldClause>;

/** A pattern's clauses by the fields they are about. */
export interface Asked {
  readonly path: readonly string[];
  readonly clause: FieldClause | undefined;
  readonly inside: ReadonlyMap<string, Asked>;
}

/** EventBridge's own limit. Source: docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html */
const MAX_COMBINATIONS = 1_000;

/**
 * Every combination of a pattern's `$or` written out, as EventBridge reads it: a clause that comes later in the text takes the
 * place of an earlier one on the same field. Undefined when there are more than EventBridge takes.
 */
export function combinationsOf(pattern: Readonly<Record<string, unknown>>): readonly Combination[] | undefined {
  const combinations = joined(pattern, [new Map()], []);
  return combinations.length > MAX_COMBINATIONS ? undefined : combinations;
}

function joined(
  object: Readonly<Record<string, unknown>>,
  sofar: readonly Combination[],
  path: readonly string[],
): readonly Combination[] {
  if (isIntrinsic(object)) return sofar;
  let all = sofar;
  for (const [name, value] of Object.entries(object)) {
    if (all.length > MAX_COMBINATIONS) return all;
    all = withMember(all, value, { name, path });
  }
  return all;
}

interface Member {
  readonly name: string;
  readonly path: readonly string[];
}

function withMember(sofar: readonly Combination[], value: unknown, { name, path }: Member): readonly Combination[] {
  if (name === '$or' && Array.isArray(value) && value.every((each) => isRecord(each))) {
    return value.flatMap((each) => joined(each, sofar, path));
  }
  const below = [...path, name];
  if (isIntrinsic(value)) return sofar;
  if (isRecord(value)) return joined(value, sofar, below);
  const clause = { path: below, rules: Array.isArray(value) ? (value as readonly unknown[]) : undefined };
  return sofar.map((each) => new Map(each).set(JSON.stringify(below), clause));
}

/** Whether a template leaves the value to the deployment: nothing is known of it before. */
export function isIntrinsic(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const [[key, inner] = ['', undefined], ...more] = Object.entries(value);
  return more.length === 0 && (key.startsWith('Fn::') || (key === 'Ref' && typeof inner === 'string'));
}

/** The clauses of one combination as a tree of fields. */
export function askedBy(combination: Combination): Asked {
  return treeOf([...combination.values()], []);
}

function treeOf(clauses: readonly FieldClause[], path: readonly string[]): Asked {
  const depth = path.length;
  const inside = Map.groupBy(
    clauses.filter((clause) => clause.path.length > depth),
    (clause) => clause.path[depth] ?? '',
  );
  return {
    path,
    clause: clauses.find((clause) => clause.path.length === depth),
    inside: new Map([...inside].map(([name, below]) => [name, treeOf(below, [...path, name])])),
  };
}

/** Every clause of a tree. */
export function clausesOf({ clause, inside }: Asked): readonly FieldClause[] {
  return [...(clause === undefined ? [] : [clause]), ...[...inside.values()].flatMap((below) => clausesOf(below))];
}
