import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeSorted } from './merge-sorted.ts';

const byNumber = (left: number, right: number): number => left - right;

async function* sourceOf(items: readonly number[]): AsyncGenerator<number> {
  yield* items;
}

describe('mergeSorted', () => {
  it('gives every item of every source once, in order', async () => {
    const sources = fc.array(fc.array(fc.nat({ max: 20 })).map((items) => items.toSorted(byNumber)));
    await fc.assert(
      fc.asyncProperty(sources, async (lists) => {
        const merged: number[] = [];
        for await (const item of mergeSorted(lists.map(sourceOf), byNumber)) merged.push(item);
        expect(merged).toEqual(lists.flat().toSorted(byNumber));
      }),
    );
  });

  it('asks all sources for their first item at once', async () => {
    const asked: number[] = [];
    const sources = [1, 2, 3].map(async function* (number): AsyncGenerator<number> {
      asked.push(number);
      await Promise.resolve();
      yield number;
    });
    await mergeSorted(sources, byNumber).next();
    expect(asked).toEqual([1, 2, 3]);
  });
});
