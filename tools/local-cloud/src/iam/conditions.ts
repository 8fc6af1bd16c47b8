import { NotImplementedLocallyError } from '../core/aws-error.ts';
import type { PolicyStatement } from '../core/policy.ts';
import { matchesArn, matchesWildcard } from './wildcard.ts';

/** Condition keys of a request; names are compared without regard to case. */
export type ConditionContext = ReadonlyMap<string, readonly string[]>;

type Comparison = (wanted: string, given: string) => boolean;

interface Operator {
  readonly compare: Comparison;
  /** Negated operators hold only when no wanted value matches. */
  readonly negated: boolean;
}

const numeric =
  (compare: (given: number, wanted: number) => boolean): Comparison =>
  (wanted, given) =>
    compare(Number(given), Number(wanted));

const date =
  (compare: (given: number, wanted: number) => boolean): Comparison =>
  (wanted, given) =>
    compare(Date.parse(given), Date.parse(wanted));

const is = (compare: Comparison): Operator => ({ compare, negated: false });
const not = (compare: Comparison): Operator => ({ compare, negated: true });
const equal: Comparison = (wanted, given) => wanted === given;
const equalIgnoringCase: Comparison = (wanted, given) => wanted.toLowerCase() === given.toLowerCase();

/** docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const OPERATORS: Readonly<Record<string, Operator>> = {
  StringEquals: is(equal),
  StringNotEquals: not(equal),
  StringEqualsIgnoreCase: is(equalIgnoringCase),
  StringNotEqualsIgnoreCase: not(equalIgnoringCase),
  StringLike: is(matchesWildcard),
  StringNotLike: not(matchesWildcard),
  ArnEquals: is(matchesArn),
  ArnLike: is(matchesArn),
  ArnNotEquals: not(matchesArn),
  ArnNotLike: not(matchesArn),
  Bool: is(equalIgnoringCase),
  NumericEquals: is(numeric((given, wanted) => given === wanted)),
  NumericNotEquals: not(numeric((given, wanted) => given === wanted)),
  NumericLessThan: is(numeric((given, wanted) => given < wanted)),
  NumericLessThanEquals: is(numeric((given, wanted) => given <= wanted)),
  NumericGreaterThan: is(numeric((given, wanted) => given > wanted)),
  NumericGreaterThanEquals: is(numeric((given, wanted) => given >= wanted)),
  DateEquals: is(date((given, wanted) => given === wanted)),
  DateNotEquals: not(date((given, wanted) => given === wanted)),
  DateLessThan: is(date((given, wanted) => given < wanted)),
  DateLessThanEquals: is(date((given, wanted) => given <= wanted)),
  DateGreaterThan: is(date((given, wanted) => given > wanted)),
  DateGreaterThanEquals: is(date((given, wanted) => given >= wanted)),
};

const operatorOf = (name: string): Operator | undefined =>
  Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;

interface ParsedOperator {
  readonly name: string;
  readonly set: 'one' | 'ForAllValues' | 'ForAnyValue';
  readonly ifExists: boolean;
}

function parseOperator(text: string): ParsedOperator {
  const [, set, name = text, ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/.exec(text) ?? [];
  return { name, set: set === 'ForAllValues' || set === 'ForAnyValue' ? set : 'one', ifExists: ifExists !== undefined };
}

const listOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value : [value]).map(String);

function holdsForValues(parsed: ParsedOperator, wanted: readonly string[], given: readonly string[]): boolean {
  const operator = operatorOf(parsed.name);
  if (!operator) return false;
  const one = (value: string): boolean =>
    wanted.some((candidate) => operator.compare(candidate, value)) !== operator.negated;
  return parsed.set === 'ForAllValues' ? given.every(one) : given.some(one);
}

function holds(text: string, [key, value]: readonly [string, unknown], context: ConditionContext): boolean {
  const parsed = parseOperator(text);
  const wanted = listOf(value);
  const given = context.get(key.toLowerCase());
  if (parsed.name === 'Null') return wanted.includes(String(given === undefined));
  if (given === undefined || given.length === 0) return holdsWithout(parsed);
  return holdsForValues(parsed, wanted, given);
}

/** docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html */
function holdsWithout({ name, set, ifExists }: ParsedOperator): boolean {
  if (ifExists || set === 'ForAllValues') return true;
  return set === 'one' && operatorOf(name)?.negated === true;
}

/** True when every operator and key of the statement's Condition holds; a missing key fails, except for negated operators. */
export function conditionsHold(statement: PolicyStatement, context: ConditionContext): boolean {
  return Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every((entry) => holds(operator, entry, context)),
  );
}

/** @throws {NotImplementedLocallyError} naming an operator that is not evaluated here (IpAddress, BinaryEquals). */
export function assertKnownOperators(statement: PolicyStatement): void {
  for (const text of Object.keys(statement.Condition ?? {})) {
    const { name } = parseOperator(text);
    if (name !== 'Null' && !operatorOf(name))
      throw new NotImplementedLocallyError(`the IAM condition operator ${name}`);
  }
}
