import { describe, expect, it } from 'vitest';
import { shardOf } from './shard.ts';

describe('shardOf', () => {
  it('gives a key the same shard for ever', () => {
    expect(['order-1', 'order-2', 'é', ''].map((key) => shardOf(key, 8))).toEqual([2, 1, 7, 1]);
  });

  it('spreads keys that differ in one digit over all shards evenly', () => {
    const counts = Array.from({ length: 8 }, () => 0);
    for (let key = 0; key < 8_000; key += 1)
      counts[shardOf(`order-${key}`, 8)] = (counts[shardOf(`order-${key}`, 8)] ?? 0) + 1;
    for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(150);
  });

  it('has one shard for everything when there is one', () => {
    expect(['order-1', 'order-2'].map((key) => shardOf(key, 1))).toEqual([0, 0]);
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses %s shards', (shards) => {
    expect(() => shardOf('key', shards)).toThrow(RangeError);
  });
});
