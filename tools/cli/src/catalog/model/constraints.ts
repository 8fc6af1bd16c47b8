import { type JsonObject, asList, isObject } from './json.ts';

/** One thing that a schema asks of a value. */
export interface Constraint {
  /** In words: `format`, `at least`, `one of`. */
  readonly label: string;
  /** Exact values, each to be shown as it is. */
  readonly values: readonly string[];
}

const NUMBER = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 20 });

/** What the keywords of one schema ask for, in a fixed order. `of` says of what: `each ` for the items of a list. */
export function constraintsOf(schema: JsonObject, of = ''): readonly Constraint[] {
  const found = [
    ...exact(schema),
    ...said(schema, [
      ['format', 'format'],
      ['pattern', 'matches'],
    ]),
    ...range(schema, { min: 'minLength', max: 'maxLength', unit: 'characters' }),
    ...bounds(schema),
    ...range(schema, { min: 'minItems', max: 'maxItems', unit: 'items' }),
    ...range(schema, { min: 'minProperties', max: 'maxProperties', unit: 'members' }),
    ...flags(schema),
    ...said(schema, [['default', 'default']]),
  ];
  return found.map(({ label, values }) => ({ label: `${of}${label}`, values }));
}

const EXACT: readonly string[] = ['always', 'one of'];

/** What a value keeps that keeps any of several lists: what is in all of them, and every exact value that one allows. */
export function eitherOf(lists: readonly (readonly Constraint[])[]): readonly Constraint[] {
  const [first = [], ...others] = lists.map((list) => list.map((each) => JSON.stringify(each)));
  if (others.every((list) => JSON.stringify(list) === JSON.stringify(first))) return lists[0] ?? [];
  const exactly = lists.map((list) => list.find(({ label }) => EXACT.includes(label))?.values);
  const allowed = exactly.every((values) => values !== undefined) ? [...new Set(exactly.flat())] : [];
  const inAll = (lists[0] ?? []).filter((_, at) => others.every((list) => list.includes(first[at] ?? '')));
  const told = inAll.filter(({ label }) => allowed.length === 0 || !EXACT.includes(label));
  const isTold = ({ label }: Constraint): boolean => allowed.length > 0 && EXACT.includes(label);
  const differs = lists.some((list) => list.filter((each) => !isTold(each)).length !== told.length);
  return [
    ...(allowed.length > 0 ? [{ label: 'one of', values: allowed }] : []),
    ...told,
    ...(differs ? [{ label: 'depends on the shape: see the schema', values: [] }] : []),
  ];
}

function exact(schema: JsonObject): readonly Constraint[] {
  const allowed = asList(schema['enum']).map(literal);
  return [
    ...(allowed.length > 0 ? [{ label: 'one of', values: allowed }] : []),
    ...('const' in schema ? [{ label: 'always', values: [literal(schema['const'])] }] : []),
  ];
}

/** Keywords whose value is shown as it stands. */
function said(schema: JsonObject, keywords: readonly (readonly [string, string])[]): readonly Constraint[] {
  return keywords.flatMap(([keyword, label]) =>
    schema[keyword] === undefined ? [] : [{ label, values: [literal(schema[keyword])] }],
  );
}

interface Range {
  readonly min: string;
  readonly max: string;
  readonly unit: string;
}

function range(schema: JsonObject, { min, max, unit }: Range): readonly Constraint[] {
  const words = between(schema[min], schema[max]);
  return words === undefined ? [] : [{ label: `${words} ${unit}`, values: [] }];
}

function between(low: unknown, high: unknown): string | undefined {
  if (typeof low === 'number' && low === high) return `exactly ${NUMBER.format(low)}`;
  const isLow = typeof low === 'number' && low > 0;
  if (typeof high === 'number')
    return isLow ? `${NUMBER.format(low)} to ${NUMBER.format(high)}` : `at most ${NUMBER.format(high)}`;
  return isLow ? `at least ${NUMBER.format(low)}` : undefined;
}

const BOUNDS: readonly (readonly [string, string])[] = [
  ['minimum', '≥'],
  ['exclusiveMinimum', '>'],
  ['maximum', '≤'],
  ['exclusiveMaximum', '<'],
  ['multipleOf', 'a multiple of'],
];

function bounds(schema: JsonObject): readonly Constraint[] {
  return BOUNDS.flatMap(([keyword, sign]) => {
    const bound = schema[keyword];
    return typeof bound === 'number' ? [{ label: `${sign} ${NUMBER.format(bound)}`, values: [] }] : [];
  });
}

function flags(schema: JsonObject): readonly Constraint[] {
  const needs = isObject(schema['dependentRequired'])
    ? Object.entries(schema['dependentRequired']).map(([name, others]) => ({
        label: `with ${name} also`,
        values: asList(others).map(String),
      }))
    : [];
  return [
    ...(schema['uniqueItems'] === true ? [{ label: 'no repeats', values: [] }] : []),
    ...(schema['additionalProperties'] === false ? [{ label: 'no other fields', values: [] }] : []),
    ...(schema['contains'] === undefined ? [] : [{ label: 'contains', values: [literal(schema['contains'])] }]),
    ...(schema['not'] === undefined ? [] : [{ label: 'never', values: [literal(schema['not'])] }]),
    ...(schema['if'] === undefined ? [] : [{ label: 'depends on other fields: see the schema', values: [] }]),
    ...needs,
  ];
}

function literal(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
