import { admitsText, admitsValue } from '../compare/questions.ts';
import {
  type NumberRange,
  describeRange,
  hasNumber,
  holdsNumber,
  operatorOf,
  rangeMeets,
  rangeOf,
  readRange,
} from './number-range.ts';
import { isIntrinsic } from './pattern-fields.ts';
import type { Term } from './schema-terms.ts';
import { type Kind, isWhole, kindOf, scalarSchema } from './term-shape.ts';
import { exclusionOf } from './exclusion.ts';
import { quoted, textRule } from './text-rules.ts';
import { describeTexts, whyNotValue } from './why-not-value.ts';

/** A value that is there: what is known of it, and which kinds it may be. */
export interface Scalars {
  readonly term: Term;
  readonly kinds: ReadonlySet<Kind>;
}

/** Why no value fits, or undefined when one may. */
type WhyNever = (operand: unknown, scalars: Scalars) => string | undefined;

const TEXT_OPERATORS: readonly string[] = ['prefix', 'suffix', 'equals-ignore-case', 'wildcard'];

/**
 * Why a rule never holds for a value that is there, in words; undefined when it may hold, or when that cannot be decided.
 * Source: docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function whyNever(rule: unknown, scalars: Scalars): string | undefined {
  if (isIntrinsic(rule)) return undefined;
  const [operator, operand] = operatorOf(rule) ?? [];
  if (operator === undefined) return whyNeverEqual(rule, scalars);
  if (TEXT_OPERATORS.includes(operator)) return whyNeverText(operator, operand, scalars);
  const decide = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined;
  return decide === undefined ? `EventBridge knows no operator ${quoted(operator)}` : decide(operand, scalars);
}

const OPERATORS: Readonly<Record<string, WhyNever>> = {
  exists: (operand) => (operand === false ? 'the field is always there' : undefined),
  numeric: whyNeverInRange,
  cidr: whyNeverAddress,
  'anything-but': whyNothingBut,
};

function whyNeverEqual(value: unknown, { term, kinds }: Scalars): string | undefined {
  const kind = kindOf(value);
  if (!kinds.has(kind)) return `${named(value, kind)}, and the field holds ${listed(kinds)}`;
  const isListed = valuesOf(term)?.includes(value) !== false;
  return isListed && admitsValue(scalarSchema(term), value) ? undefined : whyNotValue(term, value);
}

function whyNeverText(operator: string, operand: unknown, { term, kinds }: Scalars): string | undefined {
  if (!kinds.has('text')) return `${operator} is a rule for texts, and the field holds ${listed(kinds)}`;
  const rule = textRule(operator, operand);
  if (rule === undefined || mayMatch(term, rule.language)) return undefined;
  return `no text ${describeTexts(term)} ${rule.says}`;
}

/** Listed values are asked one by one; of others the expression is. */
function mayMatch(term: Term, language: RegExp): boolean {
  const finite = valuesOf(term);
  if (finite) return finite.some((value) => typeof value === 'string' && language.test(value));
  return admitsText({ allOf: [scalarSchema(term), { type: 'string' }] }, language) !== false;
}

/** The values that `enum` and `const` leave; undefined when there is neither. */
function valuesOf(term: Term): readonly unknown[] | undefined {
  const lists = term.flatMap((schema) => [
    ...(Array.isArray(schema['enum']) ? [schema['enum'] as readonly unknown[]] : []),
    ...(Object.hasOwn(schema, 'const') ? [[schema['const']]] : []),
  ]);
  return lists[0]?.filter((value) => admitsValue(scalarSchema(term), value));
}

function whyNeverInRange(operand: unknown, { term, kinds }: Scalars): string | undefined {
  if (!kinds.has('number')) return `numeric is a rule for numbers, and the field holds ${listed(kinds)}`;
  const range = readRange(operand);
  return range === undefined ? undefined : whyOutside(range, term);
}

function whyOutside(range: NumberRange, term: Term): string | undefined {
  if (!hasNumber(range, false)) return `no number is ${describeRange(range)}`;
  const finite = valuesOf(term)?.filter((value) => typeof value === 'number');
  if (finite === undefined ? rangeMeets(term, range) : finite.some((value) => holdsNumber(range, value)))
    return undefined;
  return `no number is ${describeRange(range)} among ${finite?.join(', ') ?? numbersOf(term)}`;
}

function numbersOf(term: Term): string {
  const allowed = describeRange(rangeOf(term));
  return `the field's ${isWhole(term) ? 'whole numbers' : 'numbers'}${allowed === '' ? '' : `, ${allowed}`}`;
}

/** What every IPv4 and IPv6 address is written in: hexadecimal digits, and at least one separator. */
const ADDRESS = /^[0-9A-Fa-f:.]*[:.][0-9A-Fa-f:.]*$/su;

function whyNeverAddress(_operand: unknown, { term, kinds }: Scalars): string | undefined {
  if (!kinds.has('text')) return `cidr is a rule for addresses, and the field holds ${listed(kinds)}`;
  return mayMatch(term, ADDRESS) ? undefined : `no text ${describeTexts(term)} is an IP address`;
}

/** `anything-but` holds for whatever it does not name, of any kind. */
function whyNothingBut(operand: unknown, scalars: Scalars): string | undefined {
  const excludes = exclusionOf(operand);
  const finite = valuesOf(scalars.term);
  if (excludes === undefined) return undefined;
  if (finite) {
    return finite.every((value) => excludes.covers(value))
      ? `it leaves out every value that there is: ${finite.map(quoted).join(', ')}`
      : undefined;
  }
  const isTextOnly = [...scalars.kinds].every((kind) => kind === 'text');
  const rest = isTextOnly ? excludes.rest : undefined;
  if (rest === undefined || mayMatch(scalars.term, rest)) return undefined;
  return `it leaves out every text ${describeTexts(scalars.term)}`;
}

function named(value: unknown, kind: Kind): string {
  if (kind === 'null') return 'null is asked for';
  return `${quoted(value)} is ${kind === 'array' || kind === 'object' ? 'an' : 'a'} ${kind}`;
}

const PLURALS: Readonly<Record<Kind, string>> = {
  text: 'texts',
  number: 'numbers',
  boolean: 'true or false',
  null: 'null',
  object: 'objects',
  array: 'lists',
};

/** "texts or numbers". */
export function listed(kinds: ReadonlySet<Kind>): string {
  return [...kinds].map((kind) => PLURALS[kind]).join(' or ');
}
