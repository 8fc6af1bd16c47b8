import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../core/aws-error.ts';
import { loadEngine } from './dynalite.ts';
import { RequestMemory } from './request-memory.ts';
import { validate } from './run.ts';
import { makeEngineStore } from './store.ts';

const store = makeEngineStore({
  region: 'eu-west-1',
  accountId: '000000000000',
  guard: () => undefined,
  onChange: () => undefined,
});
const loaded = loadEngine();

/** Validates without and with what an equal request with other values left behind. */
function bothWays(operation: string, first: Json, second: Json): readonly [Json, Json] {
  const fresh = validate({ engine: { ...loaded, memory: new RequestMemory() }, store, operation }, second);
  const engine = { ...loaded, memory: new RequestMemory() };
  validate({ engine, store, operation }, first);
  return [fresh, validate({ engine, store, operation }, second)];
}

const strip = (data: Json): unknown => JSON.parse(JSON.stringify({ ...data, ExpressionAttributeValues: undefined }));

const text = fc.string({ maxLength: 5 }).map((S) => ({ S }));
const number = fc
  .oneof(fc.integer().map(String), fc.constantFrom('1e3', '00.50', '-0', '12.340', '1E-5'))
  .map((N) => ({ N }));
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    text,
    number,
    fc.boolean().map((BOOL) => ({ BOOL })),
    fc.constant({ NULL: true }),
    fc.constant({ B: 'AAEC' }),
    fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }).map((SS) => ({ SS })),
    fc.array(tie('value'), { maxLength: 3 }).map((L) => ({ L })),
    fc
      .dictionary(fc.string({ minLength: 1, maxLength: 3, unit: 'grapheme-ascii' }), tie('value'), { maxKeys: 3 })
      .map((M) => ({ M })),
  ),
}));
const item = fc.record({ pk: text, sk: text, extra: value as fc.Arbitrary<object> });

describe('RequestMemory', () => {
  it('gives for any item what a fresh validation gives', () => {
    fc.assert(
      fc.property(item, item, (first, second) => {
        const request = (Item: Json): Json => ({
          TableName: 'abc',
          Item,
          ConditionExpression: 'attribute_not_exists(pk)',
        });
        const [fresh, remembered] = bothWays('PutItem', request(first), request(second));
        expect(strip(remembered)).toEqual(strip(fresh));
      }),
      { numRuns: 200 },
    );
  });

  it('puts the new values in the place of those it has learnt from', () => {
    const update = (one: string, two: string): Json => ({
      TableName: 'abc',
      Key: { pk: { S: one } },
      UpdateExpression: 'SET #a.b[1] = :one, c = if_not_exists(c, :two) + :two REMOVE d ADD e :two',
      ConditionExpression: 'size(c) < :two AND (begins_with(f, :one) OR NOT #a IN (:one, :two))',
      ExpressionAttributeNames: { '#a': 'name' },
      ExpressionAttributeValues: { ':one': { S: one }, ':two': { N: two } },
    });
    const [fresh, remembered] = bothWays('UpdateItem', update('x', '1'), update('y', '2'));
    expect(strip(remembered)).toEqual(strip(fresh));
    expect(JSON.stringify(remembered)).not.toContain('"x"');
  });

  it('keeps key conditions, filters and projections apart from their values', () => {
    const query = (pk: string): Json => ({
      TableName: 'abc',
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
      FilterExpression: 'attribute_exists(a) AND b <> :pk',
      ProjectionExpression: 'a, b[0].c',
      ExpressionAttributeValues: { ':pk': { S: pk }, ':sk': { S: 'event' } },
      Limit: 5,
    });
    const [fresh, remembered] = bothWays('Query', query('x'), query('y'));
    expect(strip(remembered)).toEqual(strip(fresh));
  });

  it('does not let what an action does to a request into the next one', () => {
    const engine = { ...loaded, memory: new RequestMemory() };
    const request: Json = {
      TableName: 'abc',
      Key: { pk: { S: 'x' } },
      UpdateExpression: 'SET a = :v',
      ExpressionAttributeValues: { ':v': { S: '1' } },
    };
    const first = validate({ engine, store, operation: 'UpdateItem' }, request);
    const text = JSON.stringify(first['_updates']);
    (first['_updates'] as { sections: { val: unknown }[] }).sections.forEach((section) => (section.val = 'spoilt'));
    expect(JSON.stringify(validate({ engine, store, operation: 'UpdateItem' }, request)['_updates'])).toBe(text);
  });

  it.each([
    [
      'a value of another type',
      { ExpressionAttributeValues: { ':v': { N: 'one' } } },
      'cannot be converted to a numeric value',
    ],
    ['an unused value', { ExpressionAttributeValues: { ':v': { S: '1' }, ':w': { S: '1' } } }, 'unused in expressions'],
    ['a value that is missing', { ExpressionAttributeValues: { ':w': { S: '1' } } }, 'attribute value: :v'],
    [
      'a name that hides in another',
      { ExpressionAttributeValues: { ':v","S"],[":w': { S: '1' } } },
      'contains invalid key',
    ],
    ['two types in one value', { Key: { pk: { S: 'x', N: '1' } } }, 'more than one datatypes'],
    ['a number too large', { Key: { pk: { N: '1e126' } } }, 'Number overflow'],
    ['a set with a repeated member', { Key: { pk: { SS: ['a', 'a'] } } }, 'contains duplicates'],
    ['a value without a type', { Key: { pk: {} } }, 'Supplied AttributeValue is empty'],
    ['a text that is a number', { Key: { pk: { S: 1 } } }, 'cannot be converted to String'],
    ['bytes that are no base64', { Key: { pk: { B: 'A' } } }, 'Base64 encoded length'],
  ])('leaves the refusal of %s to the engine', (_what, change, words) => {
    const engine = { ...loaded, memory: new RequestMemory() };
    const request: Json = {
      TableName: 'abc',
      Key: { pk: { S: 'x' } },
      ConditionExpression: 'a = :v',
      ExpressionAttributeValues: { ':v': { S: '1' } },
    };
    validate({ engine, store, operation: 'DeleteItem' }, request);
    expect(() => validate({ engine, store, operation: 'DeleteItem' }, { ...request, ...change })).toThrow(words);
  });

  it('compares the bounds of a BETWEEN each time', () => {
    const request = (low: string, high: string): Json => ({
      TableName: 'abc',
      Key: { pk: { S: 'x' } },
      ConditionExpression: 'a BETWEEN :low AND :high',
      ExpressionAttributeValues: { ':low': { N: low }, ':high': { N: high } },
    });
    const engine = { ...loaded, memory: new RequestMemory() };
    validate({ engine, store, operation: 'DeleteItem' }, request('1', '2'));
    expect(() => validate({ engine, store, operation: 'DeleteItem' }, request('2', '1'))).toThrow(
      'upper bound to be greater',
    );
  });

  it('refuses attributes nested deeper than 32 levels and takes 32', () => {
    const nest = (levels: number): Json => (levels === 0 ? { S: 'x' } : { M: { a: nest(levels - 1) } });
    const request = (levels: number): Json => ({ TableName: 'abc', Item: { pk: { S: 'x' }, deep: nest(levels) } });
    const engine = { ...loaded, memory: new RequestMemory() };
    for (const _ of [1, 2]) {
      expect(validate({ engine, store, operation: 'PutItem' }, request(32))).toMatchObject({ TableName: 'abc' });
      expect(() => validate({ engine, store, operation: 'PutItem' }, request(33))).toThrow(
        'Nesting Levels have exceeded',
      );
    }
  });

  it('refuses what nests without end, wherever it is', () => {
    let deep: Json = { S: 'x' };
    for (let level = 0; level < 20_000; level += 1) deep = { M: { a: deep } };
    const put = { PutRequest: { Item: { pk: { S: 'x' }, deep } } };
    const engine = { ...loaded, memory: new RequestMemory() };
    for (const [operation, request] of [
      ['BatchWriteItem', { RequestItems: { abc: [put] } }],
      ['PutItem', { TableName: 'abc', Item: {}, ExpressionAttributeNames: deep }],
    ] as const)
      expect(() => validate({ engine, store, operation }, request)).toThrow('Nesting Levels have exceeded');
  });
});
