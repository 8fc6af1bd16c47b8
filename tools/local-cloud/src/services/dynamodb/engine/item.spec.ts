import { describe, expect, it } from 'vitest';
import { sameItem } from './item.ts';

describe('sameItem', () => {
  it('compares attributes whatever their order', () => {
    expect(sameItem({ a: { S: 'x' }, b: { N: '1' } }, { b: { N: '1' }, a: { S: 'x' } })).toBe(true);
  });

  it('compares sets whatever the order of their members', () => {
    expect(sameItem({ a: { SS: ['x', 'y'] } }, { a: { SS: ['y', 'x'] } })).toBe(true);
    expect(sameItem({ a: { SS: ['x', 'y'] } }, { a: { SS: ['x', 'z'] } })).toBe(false);
  });

  it('compares lists by position and maps by name, however deep', () => {
    const item = (last: string): object => ({ a: { M: { b: { L: [{ S: 'x' }, { M: { c: { S: last } } }] } } } });
    expect(sameItem(item('same') as never, item('same') as never)).toBe(true);
    expect(sameItem(item('same') as never, item('other') as never)).toBe(false);
    expect(sameItem({ a: { L: [{ S: 'x' }, { S: 'y' }] } }, { a: { L: [{ S: 'y' }, { S: 'x' }] } })).toBe(false);
  });

  it('tells types and missing attributes apart', () => {
    expect(sameItem({ a: { S: '1' } }, { a: { N: '1' } })).toBe(false);
    expect(sameItem({ a: { S: '1' } }, { a: { S: '1' }, b: { S: '1' } })).toBe(false);
    expect(sameItem({ a: { NULL: true } }, { b: { NULL: true } })).toBe(false);
  });
});
