import { describe, expect, it } from 'vitest';
import { affectedFields, overlap } from './affected-fields.ts';
import type { Reason } from './findings.ts';

const changed = (field: string): Reason => ({
  field,
  direction: 'forward',
  keyword: 'required',
  reason: 'r',
  proven: true,
});

describe('A changed field and one that is read', () => {
  it.each([
    ['country', 'country', true],
    ['contact', 'contact.email', true],
    ['contact.email', 'contact', true],
    ['', 'lines.sku', true],
    ['lines.sku', '', true],
    ['lines', 'linesTotal', false],
    ['contact.email', 'contact.name', false],
    ['contact.email', 'contact.emails', false],
  ])('`%s` and `%s` touch: %s', (one, other, touch) => {
    expect(overlap(one, other)).toBe(touch);
    expect(overlap(other, one)).toBe(touch);
  });

  it('are told for each field that is read', () => {
    const fields = affectedFields(['contact.email', 'contact.name', 'country'], [changed('contact')]);
    expect(fields.map(({ reads, field }) => `${reads} by ${field}`)).toEqual([
      'contact.email by contact',
      'contact.name by contact',
    ]);
  });
});
