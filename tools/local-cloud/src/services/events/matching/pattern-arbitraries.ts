import fc from 'fast-check';
import type { Json } from './naive-matcher.ts';

const text = fc.constantFrom(
  'ab',
  'aB',
  'abc',
  'b',
  '',
  'a',
  'cab',
  '10.0.0.1',
  '10.0.1.7',
  '2001:db8::1',
  'a*b',
  String.raw`a\b`,
);
const number = fc.constantFrom(-1, 0, 1, 1.5, 2, 300);
const scalar = fc.oneof(text, number, fc.boolean(), fc.constant(null));
const wildcard = fc.constantFrom('*', 'a*', '*b', 'a*b', '*a*', 'ab', String.raw`a\*b`, String.raw`a\\*`, 'a*b*c');
const some = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | T[]> =>
  fc.oneof(values, fc.array(values, { minLength: 1, maxLength: 3 }));
const part = fc.constantFrom('a', 'b', 'ab', 'B', '10.', '1');
const range = fc.oneof(
  fc.tuple(fc.constantFrom('=', '<', '<=', '>', '>='), number),
  fc.tuple(
    fc.constantFrom('>', '>='),
    fc.constantFrom(-1, 0, 1),
    fc.constantFrom('<', '<='),
    fc.constantFrom(1.5, 2, 300),
  ),
);
const operator: fc.Arbitrary<Json> = fc.oneof(
  fc.oneof(part, fc.record({ 'equals-ignore-case': part })).map((prefix) => ({ prefix })),
  fc.oneof(part, fc.record({ 'equals-ignore-case': part })).map((suffix) => ({ suffix })),
  text.map((value) => ({ 'equals-ignore-case': value })),
  wildcard.map((value) => ({ wildcard: value })),
  range.map((value) => ({ numeric: value })),
  fc.constantFrom('10.0.0.0/24', '10.0.0.0/8', '0.0.0.0/0', '2001:db8::/32', '::/0').map((value) => ({ cidr: value })),
  fc.boolean().map((value) => ({ exists: value })),
  fc.oneof(some(text), some(number)).map((value) => ({ 'anything-but': value })),
  some(part).map((prefix) => ({ 'anything-but': { prefix } })),
  some(part).map((suffix) => ({ 'anything-but': { suffix } })),
  some(text).map((value) => ({ 'anything-but': { 'equals-ignore-case': value } })),
  some(wildcard).map((value) => ({ 'anything-but': { wildcard: value } })),
);
const name = fc.constantFrom('a', 'b', 'b', 'c', 'd');
const alternatives = fc.array(fc.oneof(scalar, operator), { minLength: 1, maxLength: 2 });
const { fields } = fc.letrec<{ fields: { [name: string]: Json }; member: Json }>((tie) => ({
  member: fc.oneof({ maxDepth: 2 }, { weight: 6, arbitrary: alternatives }, { weight: 1, arbitrary: tie('fields') }),
  fields: fc.dictionary(name, tie('member'), { minKeys: 1, maxKeys: 2 }),
}));
const or = fc.array(fields, { minLength: 2, maxLength: 3 });
/** Patterns over few names and values, so that events of {@link event} often match. */
export const pattern: fc.Arbitrary<{ readonly [name: string]: Json }> = fc.oneof(
  { weight: 4, arbitrary: fields },
  { weight: 1, arbitrary: fc.tuple(fields, or).map(([rest, $or]) => ({ ...rest, $or })) },
  { weight: 1, arbitrary: fc.tuple(fields, or, or).map(([rest, $or, inner]) => ({ ...rest, d: { $or: inner }, $or })) },
);
const events = fc.letrec<{ event: { [name: string]: Json }; value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    { weight: 12, arbitrary: scalar },
    { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
    { weight: 3, arbitrary: tie('event') },
  ),
  event: fc.dictionary(name, tie('value'), { maxKeys: 4 }),
}));

/** Nested events with arrays at any level. */
export const event: fc.Arbitrary<{ readonly [name: string]: Json }> = events.event;
