import { describe, expect, it } from 'vitest';
import { FieldChecks } from './field-checks.ts';

describe('field checks', () => {
  it('read what is right, and note nothing', () => {
    const checks = new FieldChecks();
    expect(checks.object('', { a: 1 })).toEqual({ a: 1 });
    expect(checks.list('/l', [1, 2], { min: 1, max: 2 })).toEqual([1, 2]);
    expect(checks.text('/t', 'GB', { maxLength: 2, pattern: /^[A-Z]+$/u })).toBe('GB');
    expect(checks.integer('/i', 7, { min: 1, max: 7 })).toBe(7);
    expect(checks.problems).toEqual([]);
  });

  it('note each field that is wrong, by a pointer into the body', () => {
    const checks = new FieldChecks();
    checks.object('', []);
    checks.list('/l', [], { min: 1, max: 2 });
    checks.text('/t', 'gb', { maxLength: 2, pattern: /^[A-Z]+$/u, form: 'two letters' });
    checks.text('/empty', '  ', { maxLength: 2 });
    checks.integer('/i', 1.5, { min: 1, max: 7 });
    expect(checks.problems).toEqual([
      { pointer: '#', detail: 'must be an object' },
      { pointer: '#/l', detail: 'must be a list of 1 to 2 entries' },
      { pointer: '#/t', detail: 'must be two letters' },
      { pointer: '#/empty', detail: 'must not be empty' },
      { pointer: '#/i', detail: 'must be a whole number from 1 to 7' },
    ]);
  });

  it('note no more problems than anyone reads', () => {
    const checks = new FieldChecks();
    for (let index = 0; index < 1_000; index += 1) checks.refuse(`/${index}`, 'wrong');
    expect(checks.problems).toHaveLength(20);
  });
});
