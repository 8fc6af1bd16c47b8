import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { PriorityQueue } from './priority-queue.ts';

describe('PriorityQueue', () => {
  it('gives what is left in order of rank, whatever was added, moved and removed', () => {
    const change = fc.record({ item: fc.nat(20), rank: fc.nat(1000), keep: fc.boolean() });
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        const queue = new PriorityQueue<number>();
        const model = new Map<number, number>();
        for (const { item, rank, keep } of changes) {
          if (keep) queue.add(item, rank);
          else expect(queue.remove(item)).toBe(model.has(item));
          if (keep) model.set(item, rank);
          else model.delete(item);
        }
        const ranks: number[] = [];
        for (let item = queue.takeFirst(); item !== undefined; item = queue.takeFirst())
          ranks.push(model.get(item) ?? -1);
        expect(ranks).toEqual([...model.values()].toSorted((a, b) => a - b));
      }),
    );
  });
});
