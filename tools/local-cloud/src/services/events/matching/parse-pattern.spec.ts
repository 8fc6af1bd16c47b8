import { describe, expect, it } from 'vitest';
import { InvalidPatternError } from './invalid-pattern-error.ts';
import { parsePattern } from './parse-pattern.ts';

/** Reasons as EventBridge's own compiler words them. github.com/aws/event-ruler#compiling-and-checking-rules */
const REFUSED: readonly (readonly [pattern: unknown, reason: string])[] = [
  [[], 'Filter is not an object'],
  ['x', 'Filter is not an object'],
  [{}, 'Empty objects are not allowed'],
  [{ a: {} }, 'Empty objects are not allowed'],
  [{ a: [] }, 'Empty arrays are not allowed'],
  [{ a: 'x' }, '"a" must be an object or an array'],
  [{ a: 1 }, '"a" must be an object or an array'],
  [{ a: null }, '"a" must be an object or an array'],
  [{ a: [['x']] }, 'Match value must be String, number, true, false, or null'],
  [{ a: [{}] }, 'Match expression name not found'],
  [{ a: [{ contains: 'x' }] }, 'Unrecognized match type contains'],
  [{ a: [{ toString: 'x' }] }, 'Unrecognized match type toString'],
  [{ a: [{ prefix: 1 }] }, 'prefix match pattern must be a string'],
  [{ a: [{ prefix: { suffix: 'x' } }] }, 'Unsupported prefix pattern: suffix'],
  [{ a: [{ prefix: 'x', suffix: 'y' }] }, 'Only one key allowed in match expression'],
  [{ a: [{ suffix: null }] }, 'suffix match pattern must be a string'],
  [{ a: [{ 'equals-ignore-case': ['x'] }] }, 'equals-ignore-case match pattern must be a string'],
  [{ a: [{ wildcard: 5 }] }, 'wildcard match pattern must be a string'],
  [{ a: [{ wildcard: 'a**' }] }, 'Consecutive wildcard characters at pos 2'],
  [{ a: [{ wildcard: String.raw`\a` }] }, 'Invalid escape character at pos 1'],
  [{ a: [{ exists: 'yes' }] }, 'exists match pattern must be either true or false.'],
  [{ a: [{ numeric: '>0' }] }, 'Value of numeric must be an array.'],
  [{ a: [{ numeric: ['!', 1] }] }, 'Unrecognized numeric range operator: !'],
  [{ a: [{ numeric: ['>', '1'] }] }, 'Value of > must be numeric'],
  [{ a: [{ numeric: ['=', 1, '<', 2] }] }, 'Too many elements in numeric expression'],
  [{ a: [{ numeric: ['>', 1, '>', 2] }] }, 'Bad numeric range operator: >'],
  [{ a: [{ numeric: ['>', 5, '<', 5] }] }, 'Bottom must be less than top'],
  [{ a: [{ numeric: [1] }] }, 'Invalid member in numeric match: 1'],
  [{ a: [{ cidr: '10.0.0.0' }] }, "Malformed CIDR, one '/' required"],
  [{ a: [{ cidr: '10.0.0.0/x' }] }, 'Malformed CIDR, mask bits must be an integer'],
  [{ a: [{ cidr: '10.0.0.0/-1' }] }, 'Malformed CIDR, mask bits must not be negative'],
  [{ a: [{ cidr: '10.0.0.0/32' }] }, 'IPv4 mask bits must be < 32'],
  [{ a: [{ cidr: 'host/8' }] }, 'Nonstandard IP address: host'],
  [
    { a: [{ 'anything-but': [] }] },
    'Inside anything but list, either all values are number or string, mixed type is not supported',
  ],
  [
    { a: [{ 'anything-but': ['x', 1] }] },
    'Inside anything but list, either all values are number or string, mixed type is not supported',
  ],
  [{ a: [{ 'anything-but': [null] }] }, 'Inside anything but list, start|null|boolean is not supported.'],
  [{ a: [{ 'anything-but': true }] }, 'Value of anything-but must be an array or single string/number value.'],
  [{ a: [{ 'anything-but': { numeric: ['>', 1] } }] }, 'Unsupported anything-but pattern: numeric'],
  [{ a: [{ 'anything-but': { prefix: '' } }] }, 'Null prefix/suffix not allowed'],
  [{ $or: { a: [1] } }, 'It must be an Array followed with $or.'],
  [{ $or: [{ a: [1] }] }, 'There must have at least 2 Objects in $or relationship.'],
  [{ $or: ['a', 'b'] }, 'Only JSON object is allowed in array of $or relationship.'],
  [{ $or: [{ prefix: ['x'] }, { a: [1] }] }, 'prefix is Ruler reserved fieldName which cannot be used inside $or.'],
];

describe('parsePattern', () => {
  it.each(REFUSED)('refuses %j', (pattern, reason) => {
    expect(() => parsePattern(JSON.stringify(pattern))).toThrow(new InvalidPatternError(reason));
  });

  it('refuses more combinations of $or than a rule may have', () => {
    const ten = Array.from({ length: 11 }, (_, index) => ({ x: [index] }));
    const pattern = { a: { $or: ten }, b: { $or: ten }, c: { $or: ten } };
    expect(() => parsePattern(JSON.stringify(pattern))).toThrow('more than 1000');
  });

  it('refuses wildcards that one value can keep open in too many ways', () => {
    const pattern = { a: [{ wildcard: 'a*a*a*a*a*a*a*a*a*a*a*a*' }] };
    expect(() => parsePattern(JSON.stringify(pattern))).toThrow(
      'Rule is too complex - try using fewer wildcard characters',
    );
  });

  it('accepts many wildcards that share their beginning', () => {
    const wildcards = Array.from({ length: 30 }, (_, index) => ({ wildcard: `*/bin/${index}.*` }));
    expect(parsePattern(JSON.stringify({ a: wildcards.slice(0, 5) }))).toHaveLength(1);
  });
});
