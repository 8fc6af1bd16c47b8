import { describe, expect, it } from 'vitest';
import { fieldsOf } from './fields.ts';

const rows = (schema: Parameters<typeof fieldsOf>[0]): readonly string[] =>
  fieldsOf(schema).map(({ path, depth, type, required, constraints }) =>
    [
      `${' '.repeat(depth)}${path}`,
      type,
      required ? 'required' : 'optional',
      ...constraints.map(({ label, values }) => [label, ...values].join(' ')),
    ].join(' | '),
  );

describe('the fields of a schema', () => {
  it('are listed under the field they lie in, looking through lists', () => {
    const line = {
      type: 'object',
      required: ['sku'],
      properties: { sku: { type: 'string' }, prices: { type: 'array', items: { type: 'integer', minimum: 1 } } },
    };
    const schema = {
      required: ['lines'],
      properties: { lines: { type: 'array', items: line }, total: { type: 'integer' } },
    };
    expect(rows(schema)).toEqual([
      'lines | list of objects | required',
      ' lines.sku | string | required',
      ' lines.prices | list of integers | optional | each ≥ 1',
      'total | integer | optional',
    ]);
  });

  it('carry what the schema asks of their values, in words', () => {
    const schema = {
      properties: {
        id: { type: 'string', format: 'uuid', minLength: 1, maxLength: 1000 },
        kind: { type: 'string', enum: ['a', 'b'], default: 'a' },
        code: { type: ['string', 'null'], pattern: '^[A-Z]{3}$', minLength: 3, maxLength: 3 },
        share: { type: 'number', exclusiveMinimum: 0, maximum: 1, multipleOf: 0.25 },
        tags: { type: 'array', items: { type: 'string', maxLength: 9 }, minItems: 2, uniqueItems: true },
        version: { const: 2 },
        closed: { type: 'object', additionalProperties: false, maxProperties: 4 },
      },
    };
    expect(rows(schema)).toEqual([
      'id | string | optional | format uuid | 1 to 1,000 characters',
      'kind | string | optional | one of a b | default a',
      'code | string or null | optional | matches ^[A-Z]{3}$ | exactly 3 characters',
      'share | number | optional | > 0 | ≤ 1 | a multiple of 0.25',
      'tags | list of strings | optional | at least 2 items | no repeats | each at most 9 characters',
      'version | number | optional | always 2',
      'closed | object | optional | at most 4 members | no other fields',
    ]);
  });

  it('are found behind references, also such that lead back', () => {
    const node = {
      type: 'object',
      required: ['name'],
      properties: { name: { type: 'string' }, parts: { type: 'array', items: { $ref: '#/$defs/node' } } },
    };
    expect(rows({ properties: { root: { $ref: '#/$defs/node' } }, $defs: { node } })).toEqual([
      'root | object | optional',
      ' root.name | string | required',
      ' root.parts | list of objects | optional',
    ]);
  });

  it('are those of every shape, and required where every shape requires them', () => {
    const card = {
      type: 'object',
      required: ['amount', 'card'],
      properties: { amount: { type: 'integer' }, card: { type: 'string' } },
    };
    const cash = {
      type: 'object',
      required: ['amount'],
      properties: { amount: { type: 'integer' }, till: { type: 'string' } },
    };
    expect(rows({ properties: { payment: { oneOf: [card, cash] } } })).toEqual([
      'payment | object, one of 2 shapes | optional',
      ' payment.amount | integer | required',
      ' payment.card | string | optional',
      ' payment.till | string | optional',
    ]);
  });

  it('are required of a value that may be null as of one that may not', () => {
    const place = { type: 'object', required: ['city'], properties: { city: { type: 'string' } } };
    expect(rows({ properties: { from: { oneOf: [place, { type: 'null' }] } } })).toEqual([
      'from | object or null | optional',
      ' from.city | string | required',
    ]);
  });

  it('say of a field of several shapes what holds in any of them', () => {
    const shape = (kind: string, amount: object, unit: object): object => ({
      type: 'object',
      required: ['kind'],
      properties: { kind: { type: 'string', const: kind, maxLength: 9 }, amount, unit },
    });
    const bounded = { type: 'integer', minimum: 1, maximum: 5 };
    const oneOf = [
      shape('card', bounded, { type: 'string', enum: ['a', 'b'] }),
      shape('cash', { ...bounded, maximum: 9 }, { type: 'string', enum: ['b', 'c'] }),
      shape('gift', { ...bounded, type: 'number' }, { type: 'string', const: 'd' }),
    ];
    expect(rows({ properties: { payment: { oneOf } } })).toEqual([
      'payment | object, one of 3 shapes | optional',
      ' payment.kind | string | required | one of card cash gift | at most 9 characters',
      ' payment.amount | integer or number | optional | ≥ 1 | depends on the shape: see the schema',
      ' payment.unit | string | optional | one of a b c d',
    ]);
  });

  it('include what allOf adds, and names that are only a pattern', () => {
    const schema = {
      allOf: [{ required: ['a'], properties: { a: { type: 'string' } } }],
      properties: { b: { type: 'string' } },
      patternProperties: { '^x-': { type: 'boolean' } },
      additionalProperties: { type: 'integer' },
    };
    expect(rows(schema)).toEqual([
      'a | string | required',
      'b | string | optional',
      '/^x-/ | boolean | optional',
      '* | integer | optional',
    ]);
  });

  it('end where a schema nests deeper than people read', () => {
    const deep = Array.from({ length: 2000 }).reduce<object>(
      (inner) => ({ type: 'object', properties: { in: inner } }),
      { type: 'string' },
    );
    expect(fieldsOf({ properties: { deep } }).length).toBeLessThan(20);
  });
});
