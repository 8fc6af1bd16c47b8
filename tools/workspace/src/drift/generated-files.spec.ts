import { describe, expect, it } from 'vitest';
import { drift } from './generated-files.ts';

describe('drift of generated files', () => {
  it('is nothing when the generators write what is there', () => {
    expect(drift(new Map([['a', '1']]), new Map([['a', '1']]))).toEqual([]);
  });

  it('names a file that is changed, new or gone', () => {
    const before = new Map([
      ['changed', '1'],
      ['gone', '1'],
      ['same', '1'],
    ]);
    const after = new Map([
      ['changed', '2'],
      ['new', '1'],
      ['same', '1'],
    ]);
    expect(drift(before, after)).toEqual(['changed', 'gone', 'new']);
  });
});
