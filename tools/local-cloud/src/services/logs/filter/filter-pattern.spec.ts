import { describe, expect, it } from 'vitest';
import { compileFilterPattern } from './filter-pattern.ts';

const JSON_LINE = '{"level":"ERROR","attempt":3,"order":{"id":"o-1"},"final":true}';

/** docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html */
describe('A filter pattern', () => {
  it.each([
    ['', 'anything', true],
    ['ERROR', 'an ERROR here', true],
    ['ERROR', 'an error here', false],
    ['ERROR order', 'order: ERROR', true],
    ['ERROR order', 'ERROR', false],
    ['"not found"', 'it was not found', true],
    ['"not found"', 'found not', false],
    ['ERROR -known', 'ERROR known', false],
    ['ERROR -known', 'ERROR new', true],
    ['?ERROR ?WARN', 'WARN', true],
    ['?ERROR ?WARN', 'INFO', false],
    ['{ $.level = "ERROR" }', JSON_LINE, true],
    ['{ $.level != "ERROR" }', JSON_LINE, false],
    ['{ $.order.id = "o-*" }', JSON_LINE, true],
    ['{ $.order.id = "o-*" }', 'plain', false],
    ['{ $.attempt > 2 && $.level = "ERROR" }', JSON_LINE, true],
    ['{ $.attempt > 3 }', JSON_LINE, false],
    ['{ $.final = true }', JSON_LINE, true],
    ['{ $.missing = "x" }', JSON_LINE, false],
  ])('%s on %s is %s', (pattern, message, matches) => {
    expect(compileFilterPattern(pattern)(message)).toBe(matches);
  });

  it.each(['[ip, user]', '%ERR.*%', '{ $.a = 1 || $.b = 2 }', '{ $.a IS NULL }'])(
    '%s is refused by name',
    (pattern) => {
      expect(() => compileFilterPattern(pattern)).toThrow(/local cloud does not implement/);
    },
  );

  it('that cannot be read is refused', () => {
    expect(() => compileFilterPattern('{ level = 1 }')).toThrow('Invalid filter pattern');
  });
});
