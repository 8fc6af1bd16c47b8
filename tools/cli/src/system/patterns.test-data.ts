import fc from 'fast-check';

type Clause = fc.Arbitrary<readonly [path: readonly string[], rules: readonly unknown[]]>;

interface Leaf {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** The values of some data, with the names on the way to them; lists are looked through. */
function leavesOf(value: unknown, path: readonly string[] = []): readonly Leaf[] {
  if (Array.isArray(value)) return value.flatMap((each) => leavesOf(each, path));
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  return Object.entries(value).flatMap(([name, inner]) => leavesOf(inner, [...path, name]));
}

const strangers: fc.Arbitrary<unknown> = fc.constantFrom<unknown>('a', 'AB', '', 0, 1, 2, true, null, 'zz');

const always: readonly unknown[] = [
  { exists: true },
  { exists: false },
  { 'anything-but': ['a', 'x'] },
  { 'anything-but': 1 },
];

/** Rules that a text satisfies, and some that it may not. */
function textRules(text: string): readonly unknown[] {
  const [half, rest] = [text.slice(0, 1), text.slice(1)];
  const swapped = text === text.toLowerCase() ? text.toUpperCase() : text.toLowerCase();
  const inside = half.replaceAll(/[*\\]/g, String.raw`\$&`);
  return [
    text,
    { prefix: half },
    { suffix: rest },
    { prefix: { 'equals-ignore-case': swapped } },
    { suffix: { 'equals-ignore-case': swapped } },
    { 'equals-ignore-case': swapped },
    { wildcard: `${inside}*` },
    { wildcard: `*${inside}` },
    { cidr: '10.0.0.0/8' },
    { 'anything-but': text },
    { 'anything-but': { prefix: 'A' } },
    { 'anything-but': { suffix: ['c', 'C'] } },
    { 'anything-but': { 'equals-ignore-case': ['a', 'x'] } },
    { 'anything-but': { wildcard: '*b*' } },
  ];
}

function numberRules(value: number): readonly unknown[] {
  return [
    value,
    { numeric: ['=', value] },
    { numeric: ['>', value - 1] },
    { numeric: ['>=', value, '<', value + 1] },
    { numeric: ['<', value] },
    { 'anything-but': [value] },
  ];
}

function rulesFor(value: unknown): fc.Arbitrary<unknown> {
  const own = typeof value === 'string' ? textRules(value) : typeof value === 'number' ? numberRules(value) : [value];
  return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...own) }, fc.constantFrom(...always), strangers);
}

function clauseOn({ path, value }: Leaf): Clause {
  return fc.array(rulesFor(value), { minLength: 1, maxLength: 2 }).map((rules) => [path, rules]);
}

const absentOnes: Clause = fc
  .tuple(fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 }), fc.constantFrom(...always))
  .map(([path, rule]) => [path, [rule]]);

/** Patterns on data, most of which the data satisfies. */
export function patternsOn(data: unknown): fc.Arbitrary<object> {
  const leaves = leavesOf(data).filter(({ path }) => path.length > 0);
  const clause =
    leaves.length === 0
      ? absentOnes
      : fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...leaves).chain(clauseOn) }, absentOnes);
  const all = fc.array(clause, { minLength: 1, maxLength: 3 }).map((clauses) => joined(clauses));
  const either = fc.array(all, { minLength: 2, maxLength: 3 }).map(($or) => ({ $or }));
  return fc.oneof(
    { weight: 4, arbitrary: all },
    either,
    fc.tuple(all, either).map(([one, other]) => ({ ...one, ...other })),
  );
}

/** One pattern of several clauses; a clause inside a field that has one already is left out. */
function joined(clauses: readonly (readonly [readonly string[], readonly unknown[]])[]): object {
  const pattern: Record<string, unknown> = {};
  for (const [path, rules] of clauses) set(pattern, path, rules);
  return pattern;
}

function set(
  pattern: Record<string, unknown>,
  [name = '', ...rest]: readonly string[],
  rules: readonly unknown[],
): void {
  if (rest.length === 0) pattern[name] ??= rules;
  else {
    const inner = (pattern[name] ??= {});
    if (!Array.isArray(inner)) set(inner as Record<string, unknown>, rest, rules);
  }
}
