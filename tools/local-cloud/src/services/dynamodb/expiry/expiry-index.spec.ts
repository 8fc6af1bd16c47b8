import { describe, expect, it } from 'vitest';
import type { Item } from '../engine/item.ts';
import { ExpiryIndex } from './expiry-index.ts';

const NOW = 1_700_000_000;

describe('ExpiryIndex', () => {
  const expiring = (seconds: number): Item => ({ expiresAt: { N: String(seconds) } });
  const make = (): { readonly index: ExpiryIndex; readonly earlier: number[] } => {
    const earlier: number[] = [];
    return { index: new ExpiryIndex('expiresAt', { now: () => NOW, onEarlier: (at) => earlier.push(at) }), earlier };
  };

  it('knows the next time, whatever came, changed or went', () => {
    const { index, earlier } = make();
    index.note({ key: 'a', oldItem: undefined, newItem: expiring(NOW + 20) });
    index.note({ key: 'b', oldItem: undefined, newItem: expiring(NOW + 10) });
    expect(index.next()).toBe(NOW + 10);
    index.note({ key: 'b', oldItem: expiring(NOW + 10), newItem: expiring(NOW + 30) });
    expect(index.next()).toBe(NOW + 20);
    index.note({ key: 'a', oldItem: expiring(NOW + 20), newItem: undefined });
    expect(index.next()).toBe(NOW + 30);
    index.note({ key: 'b', oldItem: expiring(NOW + 30), newItem: {} });
    expect(index.next()).toBeUndefined();
    expect(earlier).toEqual([NOW + 20, NOW + 10]);
  });

  it('lists what has expired at a second, that second included', () => {
    const { index } = make();
    for (const [key, at] of [
      ['a', NOW],
      ['b', NOW + 1],
      ['c', NOW + 2],
    ] as const)
      index.note({ key, oldItem: undefined, newItem: expiring(at) });
    expect(index.expired(NOW + 1)).toEqual(['a', 'b']);
  });
});
