import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AwsError } from '../../core/aws-error.ts';
import type { Json } from '../../core/aws-error.ts';
import { keyOf, startBed, streamed } from './testing/dynamo-bed.ts';
import type { BedTable, DynamoBed } from './testing/dynamo-bed.ts';

const NOT_IMPLEMENTED = 501;

/** Right requests, one per operation that takes a body worth spoiling. */
function requests({ name, arn, streamArn }: BedTable): Readonly<Record<string, Json>> {
  const update = {
    TableName: name,
    Key: keyOf('a'),
    UpdateExpression: 'SET #n = :n',
    ExpressionAttributeNames: { '#n': 'n' },
    ExpressionAttributeValues: { ':n': { L: [{ N: '1' }, { M: { a: { SS: ['x'] } } }] } },
  };
  const query = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': { S: 'a' } } };
  return {
    PutItem: {
      TableName: name,
      Item: { ...keyOf('a'), n: { N: '1' }, b: { B: 'AAEC' } },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
    UpdateItem: update,
    GetItem: { TableName: name, Key: keyOf('a'), ProjectionExpression: 'n' },
    DeleteItem: { TableName: name, Key: keyOf('a'), ConditionExpression: 'attribute_exists(pk)' },
    Query: { TableName: name, Limit: 2, ExclusiveStartKey: keyOf('a'), ...query },
    Scan: { TableName: name, Limit: 2, ExclusiveStartKey: keyOf('a'), Segment: 0, TotalSegments: 2 },
    BatchWriteItem: {
      RequestItems: { [name]: [{ PutRequest: { Item: keyOf('b') } }, { DeleteRequest: { Key: keyOf('c') } }] },
    },
    BatchGetItem: { RequestItems: { [name]: { Keys: [keyOf('a')], ConsistentRead: true } } },
    TransactWriteItems: {
      ClientRequestToken: 'token',
      TransactItems: [{ Update: update }, { Put: { TableName: name, Item: keyOf('d') } }],
    },
    TransactGetItems: {
      TransactItems: [{ Get: { TableName: name, Key: keyOf('a') } }],
      ReturnConsumedCapacity: 'TOTAL',
    },
    UpdateTable: {
      TableName: name,
      StreamSpecification: { StreamEnabled: false },
      GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'none' } }],
    },
    CreateTable: {
      TableName: 'hostile',
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
      SSESpecification: { Enabled: true },
      Tags: [{ Key: 'a', Value: 'b' }],
    },
    UpdateTimeToLive: { TableName: name, TimeToLiveSpecification: { AttributeName: 'x', Enabled: true } },
    UpdateContinuousBackups: {
      TableName: name,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    },
    TagResource: { ResourceArn: arn, Tags: [{ Key: 'a', Value: 'b' }] },
    UntagResource: { ResourceArn: arn, TagKeys: ['a'] },
    ListTables: { Limit: 3, ExclusiveStartTableName: name },
    ListStreams: { TableName: name, Limit: 3, ExclusiveStartStreamArn: streamArn },
    DescribeStream: { StreamArn: streamArn },
    GetShardIterator: { StreamArn: streamArn, ShardId: 'shardId-1', ShardIteratorType: 'LATEST' },
    GetRecords: { ShardIterator: `${streamArn}|1|AAAA`, Limit: 3 },
  };
}

type Path = readonly string[];

/** Every place in a request at which something else can stand. */
const placesIn = (value: unknown): readonly Path[] =>
  typeof value !== 'object' || value === null
    ? [[]]
    : [[], ...Object.entries(value).flatMap(([name, member]) => placesIn(member).map((path) => [name, ...path]))];

function spoil(value: unknown, [name, ...rest]: Path, wrong: unknown): unknown {
  if (name === undefined) return wrong;
  const copy: unknown = structuredClone(value);
  Object.assign(copy as object, { [name]: spoil((value as Json)[name], rest, wrong) });
  return copy;
}

const wrong = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1e308,
    '',
    'x',
    [],
    {},
    [null],
    [[]],
    { S: null },
    { S: 'x', N: '1' },
    { N: 'NaN' },
    { B: '=' },
    { SS: [] },
    { L: [null] },
    { M: { a: null } },
  ),
  fc.json({ maxDepth: 3 }).map((text): unknown => JSON.parse(text)),
);

/** An answer, AWS's refusal, or ours by name. */
function isFine(result: unknown): boolean {
  if (result === 'answered') return true;
  return result instanceof AwsError && (result.status < 500 || result.status === NOT_IMPLEMENTED);
}

describe('a spoilt request', () => {
  let bed: DynamoBed;
  let right: Readonly<Record<string, Json>>;

  beforeAll(async () => {
    bed = await startBed();
    right = requests(await bed.table(streamed('NEW_AND_OLD_IMAGES')));
  });
  afterAll(() => bed.stop());

  const outcome = (operation: string, input: Json): Promise<unknown> =>
    bed.call(operation, input).then(
      () => 'answered',
      (error: unknown) => error,
    );

  it('is answered or refused as AWS would, and never a failure of ours', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), wrong, async (which, where, value) => {
        const operations = Object.keys(right);
        const operation = operations[which % operations.length] ?? '';
        const request = right[operation] ?? {};
        const places = placesIn(request).slice(1);
        const place = places[where % places.length] ?? [];
        const result = await outcome(operation, spoil(request, place, value) as Json);
        expect(isFine(result) ? 'fine' : { operation, place, result }).toBe('fine');
      }),
      { numRuns: 1500, seed: 20_260_101 },
    );
  });
});
