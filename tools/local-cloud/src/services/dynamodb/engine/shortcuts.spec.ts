import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../core/aws-error.ts';
import { loadEngine } from './dynalite.ts';
import { run } from './run.ts';
import { makeEngineStore } from './store.ts';
import type { EngineStore } from './store.ts';

const engine = loadEngine();

const TABLE: Json = {
  TableName: 'abc',
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'N' },
    { AttributeName: 'city', AttributeType: 'S' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'by-city',
      KeySchema: [
        { AttributeName: 'city', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
};

interface Filled {
  readonly store: EngineStore;
  /** The same store, read the engine's own way. */
  readonly plain: EngineStore;
}

async function fill(items: readonly Json[]): Promise<Filled> {
  const store = makeEngineStore({
    region: 'eu-west-1',
    accountId: '000000000000',
    guard: () => undefined,
    onChange: () => undefined,
  });
  await run({ engine, store, operation: 'CreateTable' }, TABLE);
  for (const Item of items) await run({ engine, store, operation: 'PutItem' }, { TableName: 'abc', Item });
  const { isOrdered: _ordered, ...plain } = store;
  return { store, plain: plain as EngineStore };
}

const item = fc
  .record({
    pk: fc.constantFrom('a', 'b'),
    sk: fc.integer({ min: -3, max: 12 }),
    city: fc.option(fc.constantFrom('York', 'Bath'), { nil: undefined }),
    big: fc.boolean(),
  })
  .map(({ pk, sk, city, big }) => ({
    pk: { S: pk },
    sk: { N: String(sk) },
    ...(city === undefined ? {} : { city: { S: city } }),
    ...(big ? { text: { S: 'x'.repeat(200_000) } } : {}),
  }));

const options = fc.record(
  {
    Limit: fc.integer({ min: 1, max: 6 }),
    ScanIndexForward: fc.boolean(),
    FilterExpression: fc.constant('attribute_exists(city)'),
    ProjectionExpression: fc.constant('sk, city'),
  },
  { requiredKeys: [] },
);

const condition = fc.constantFrom<Json>(
  { KeyConditionExpression: 'pk = :h', ExpressionAttributeValues: { ':h': { S: 'a' } } },
  { KeyConditionExpression: 'pk = :h AND sk > :r', ExpressionAttributeValues: { ':h': { S: 'a' }, ':r': { N: '2' } } },
  { KeyConditionExpression: 'pk = :h AND sk <= :r', ExpressionAttributeValues: { ':h': { S: 'b' }, ':r': { N: '5' } } },
  { KeyConditionExpression: 'pk = :h AND sk = :r', ExpressionAttributeValues: { ':h': { S: 'b' }, ':r': { N: '5' } } },
  {
    IndexName: 'by-city',
    KeyConditionExpression: 'city = :h AND sk < :r',
    ExpressionAttributeValues: { ':h': { S: 'York' }, ':r': { N: '9' } },
  },
);

/** Follows the pages to their end, at most some. */
async function pages(store: EngineStore, operation: string, input: Json): Promise<readonly Json[]> {
  const seen: Json[] = [];
  let start: unknown;
  do {
    const page = await run(
      { engine, store, operation },
      { ...input, ...(start === undefined ? {} : { ExclusiveStartKey: start }) },
    );
    seen.push(page);
    start = page['LastEvaluatedKey'];
  } while (start !== undefined && seen.length < 40);
  return seen;
}

describe('the shortcut through a page', () => {
  it('answers any query, page by page, as the engine does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(item, { maxLength: 30 }), condition, options, async (items, wanted, more) => {
        const { store, plain } = await fill(items);
        const { FilterExpression: _filter, ...unfiltered } = more;
        const input = { TableName: 'abc', ...wanted, ...('IndexName' in wanted ? unfiltered : more) };
        expect(await pages(store, 'Query', input)).toEqual(await pages(plain, 'Query', input));
      }),
      { numRuns: 60 },
    );
  });

  it('answers any scan as the engine does', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(item, { maxLength: 30 }),
        options,
        async (items, { ScanIndexForward: _forward, ...more }) => {
          const { store, plain } = await fill(items);
          const input = { TableName: 'abc', ...more };
          expect(await pages(store, 'Scan', input)).toEqual(await pages(plain, 'Scan', input));
        },
      ),
      { numRuns: 30 },
    );
  });

  it('counts capacity the long way', async () => {
    const { store } = await fill([{ pk: { S: 'a' }, sk: { N: '1' }, text: { S: 'x'.repeat(9000) } }]);
    const input = {
      TableName: 'abc',
      KeyConditionExpression: 'pk = :h',
      ExpressionAttributeValues: { ':h': { S: 'a' } },
    };
    const page = await run(
      { engine, store, operation: 'Query' },
      { ...input, ConsistentRead: true, ReturnConsumedCapacity: 'TOTAL' },
    );
    expect(page['ConsumedCapacity']).toMatchObject({ CapacityUnits: 3 });
  });
});
