import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OrderedMap } from './ordered-map.ts';
import type { Range } from './ordered-map.ts';

const key = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 4 });
const bound = fc.option(key, { nil: undefined });
const range = fc
  .record({ gte: bound, gt: bound, lte: bound, lt: bound, reverse: fc.boolean() })
  .map(({ gte, gt, lte, lt, reverse }): Range => ({
    ...(gte === undefined ? (gt === undefined ? {} : { gt }) : { gte }),
    ...(lte === undefined ? (lt === undefined ? {} : { lt }) : { lte }),
    reverse,
  }));

function expected(keys: readonly string[], { gte, gt, lte, lt, reverse }: Range): readonly string[] {
  const inside = keys.filter(
    (candidate) =>
      (gte === undefined || candidate >= gte) &&
      (gt === undefined || candidate > gt) &&
      (lte === undefined || candidate <= lte) &&
      (lt === undefined || candidate < lt),
  );
  const ascending = inside.toSorted((left, right) => (left < right ? -1 : 1));
  return reverse === true ? ascending.toReversed() : ascending;
}

describe('OrderedMap', () => {
  it('walks any range of any keys in order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(key, fc.boolean()), { maxLength: 60 }), range, (steps, wanted) => {
        const map = new OrderedMap<number>();
        const model = new Map<string, number>();
        for (const [index, [name, isPut]] of steps.entries()) {
          if (isPut) model.set(name, index);
          else model.delete(name);
          if (isPut) map.set(name, index);
          else map.delete(name);
        }
        const keys = expected([...model.keys()], wanted);
        expect([...map.keys(wanted)]).toEqual(keys);
        expect([...map.values(wanted)]).toEqual(keys.map((name) => model.get(name)));
        expect(map.size).toBe(model.size);
      }),
    );
  });

  it('stays in order when its blocks split and empty', () => {
    const map = new OrderedMap<number>();
    const names = Array.from({ length: 5000 }, (_, index) => String((index * 7919) % 5000).padStart(5, '0'));
    for (const name of names) map.set(name, Number(name));
    expect([...map.values()]).toEqual(names.map(Number).toSorted((left, right) => left - right));
    for (const name of names.slice(0, 4990)) map.delete(name);
    const left = names.slice(4990).toSorted((a, b) => (a < b ? -1 : 1));
    expect([...map.keys()]).toEqual(left);
    expect([...map.keys({ reverse: true })]).toEqual(left.toReversed());
  });
});
