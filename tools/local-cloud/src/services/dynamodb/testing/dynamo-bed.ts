import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { AttributeValue, CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import type { ShardIteratorType, _Record } from '@aws-sdk/client-dynamodb-streams';
import { startCloud } from '../../../cloud.ts';
import type { RunningCloud } from '../../../cloud.ts';
import type { Json } from '../../../core/aws-error.ts';
import { OPERATOR } from '../../../core/principal.ts';
import { makeDynamoDbService } from '../index.ts';

export type WireItem = Record<string, AttributeValue>;

/** A cloud with DynamoDB only, and the SDK's clients on it. */
export interface DynamoBed {
  readonly cloud: RunningCloud;
  readonly client: DynamoDBClient;
  readonly streams: DynamoDBStreamsClient;
  /** Makes a table of its own for one test, keyed by `pk` and `sk`. */
  table(more?: Partial<CreateTableCommandInput>): Promise<BedTable>;
  /** A call in-process, as the operator. */
  call(operation: string, input: Json): Promise<Json>;
  stop(): Promise<void>;
}

export interface BedTable {
  readonly name: string;
  readonly arn: string;
  readonly streamArn: string;
}

const KEYS = {
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
  ],
  BillingMode: 'PAY_PER_REQUEST',
} as const satisfies Partial<CreateTableCommandInput>;

export async function startBed(): Promise<DynamoBed> {
  const cloud = await startCloud({ services: [makeDynamoDbService] });
  const options = {
    endpoint: cloud.url,
    region: cloud.region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  };
  const client = new DynamoDBClient(options);
  const streams = new DynamoDBStreamsClient(options);
  let count = 0;
  return {
    cloud,
    client,
    streams,
    table: async (more = {}) => {
      count += 1;
      const name = `spec-table-${count}`;
      const { TableDescription: made } = await client.send(
        new CreateTableCommand({
          ...KEYS,
          KeySchema: [...KEYS.KeySchema],
          AttributeDefinitions: [...KEYS.AttributeDefinitions],
          ...more,
          TableName: name,
        }),
      );
      return { name, arn: made?.TableArn ?? '', streamArn: made?.LatestStreamArn ?? '' };
    },
    call: (operation, input) => cloud.call({ principal: OPERATOR, service: 'dynamodb', operation, input }),
    stop: async () => {
      client.destroy();
      streams.destroy();
      await cloud.stop();
    },
  };
}

export const streamed = (
  viewType: 'NEW_AND_OLD_IMAGES' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'KEYS_ONLY',
): Partial<CreateTableCommandInput> => ({
  StreamSpecification: { StreamEnabled: true, StreamViewType: viewType },
});

export const keyOf = (pk: string, sk = '1'): WireItem => ({ pk: { S: pk }, sk: { S: sk } });

export interface IteratorWish {
  readonly type: ShardIteratorType;
  readonly sequenceNumber?: string | undefined;
}

export async function iteratorOf(bed: DynamoBed, streamArn: string, wish: IteratorWish): Promise<string> {
  const { StreamDescription: description } = await bed.streams.send(
    new DescribeStreamCommand({ StreamArn: streamArn }),
  );
  const answer = await bed.streams.send(
    new GetShardIteratorCommand({
      StreamArn: streamArn,
      ShardId: description?.Shards?.[0]?.ShardId,
      ShardIteratorType: wish.type,
      SequenceNumber: wish.sequenceNumber,
    }),
  );
  return answer.ShardIterator ?? '';
}

/** All records of a stream, from its oldest on. */
export async function recordsOf(
  bed: DynamoBed,
  streamArn: string,
  wish: IteratorWish = { type: 'TRIM_HORIZON' },
): Promise<readonly _Record[]> {
  const records: _Record[] = [];
  let iterator: string | undefined = await iteratorOf(bed, streamArn, wish);
  while (iterator !== undefined) {
    const answer: { Records?: _Record[]; NextShardIterator?: string } = await bed.streams.send(
      new GetRecordsCommand({ ShardIterator: iterator }),
    );
    if (answer.Records === undefined || answer.Records.length === 0) break;
    records.push(...answer.Records);
    iterator = answer.NextShardIterator;
  }
  return records;
}
