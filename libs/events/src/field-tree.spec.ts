import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FieldTree, narrowed } from './field-tree.ts';
import { grafted, graftPlan } from './graft.ts';

describe('narrowing and grafting', () => {
  const names = fc.constantFrom('a', 'b', 'c', 'constructor', 'toString', '0');
  const trees = fc.letrec<{ tree: FieldTree; value: FieldTree | 'whole' }>((tie) => ({
    tree: fc.array(fc.tuple(names, tie('value')), { maxLength: 3 }).map((entries) => new Map(entries)),
    value: fc.oneof({ depthSize: 'small' }, fc.constant('whole' as const), tie('tree')),
  })).tree;
  const json = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(null, 1, 'x', true),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(names, tie('value'), { maxKeys: 4 }),
    ),
  })).value;

  it('take nothing from the prototype, and narrowing what was narrowed changes nothing', () => {
    fc.assert(
      fc.property(trees, json, (fields, value) => {
        const once = narrowed(value, fields);
        expect(narrowed(once, fields)).toEqual(once);
        expect(JSON.stringify(once)).not.toContain('native code');
      }),
    );
  });

  it('leave of a model exactly what the value is not asked for', () => {
    fc.assert(
      fc.property(trees, fc.dictionary(names, json), (fields, value) => {
        expect(narrowed(grafted(value, graftPlan([{}], fields, {})), fields)).toEqual(narrowed(value, fields));
      }),
    );
  });

  it('write to no prototype, whatever the value has', () => {
    const value = JSON.parse('{"__proto__": {"polluted": 1}, "a": {"__proto__": {"polluted": 1}, "b": 1}}') as unknown;
    const fields: FieldTree = new Map([['a', new Map<string, FieldTree | 'whole'>([['b', 'whole']])]]);
    const made = [narrowed(value, fields), grafted(value, graftPlan([{ a: { b: 2 } }], fields, {}))];
    expect(made).toEqual([{ a: { b: 1 } }, { a: { b: 1 } }]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
