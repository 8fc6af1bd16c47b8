import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  ListTablesCommand,
  ListTagsOfResourceCommand,
  PutItemCommand,
  QueryCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  waitUntilTableExists,
  waitUntilTableNotExists,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../../core/aws-error.ts';
import type { ResourceHandle, ResourceProvider, ResourceRequest } from '../../core/resource.ts';
import { keyOf, startBed, streamed } from './testing/dynamo-bed.ts';
import type { DynamoBed } from './testing/dynamo-bed.ts';

describe('tables', () => {
  let bed: DynamoBed;

  beforeAll(async () => {
    bed = await startBed();
  });
  afterAll(() => bed.stop());

  const describeTable = async (name: string): Promise<Json> =>
    (await bed.client.send(new DescribeTableCommand({ TableName: name }))).Table as unknown as Json;

  // docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
  it('can be used as soon as it is made, and is gone as soon as it is deleted', async () => {
    const { name, arn } = await bed.table({ Tags: [{ Key: 'stage', Value: 'spec' }] });
    await waitUntilTableExists({ client: bed.client, minDelay: 1, maxWaitTime: 2 }, { TableName: name });
    await bed.client.send(new PutItemCommand({ TableName: name, Item: keyOf('a') }));
    expect(await describeTable(name)).toMatchObject({ TableStatus: 'ACTIVE', TableArn: arn, ItemCount: 1 });
    expect((await bed.client.send(new ListTablesCommand({}))).TableNames).toContain(name);
    await bed.client.send(new DeleteTableCommand({ TableName: name }));
    await waitUntilTableNotExists({ client: bed.client, minDelay: 1, maxWaitTime: 2 }, { TableName: name });
    await expect(describeTable(name)).rejects.toMatchObject({
      message: `Requested resource not found: Table: ${name} not found`,
    });
  });

  it('keeps nothing of a deleted table for the next of its name', async () => {
    const make = (): Promise<unknown> =>
      bed.client.send(
        new CreateTableCommand({
          TableName: 'again',
          BillingMode: 'PAY_PER_REQUEST',
          KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
          AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        }),
      );
    await make();
    await bed.client.send(new PutItemCommand({ TableName: 'again', Item: { pk: { S: 'a' } } }));
    await expect(make()).rejects.toMatchObject({ name: 'ResourceInUseException' });
    await bed.client.send(new DeleteTableCommand({ TableName: 'again' }));
    await make();
    expect(await describeTable('again')).toMatchObject({ ItemCount: 0, TableStatus: 'ACTIVE' });
  });

  // docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html#WorkingWithTables.Basics.DeletionProtection
  it('is not deleted while it is protected', async () => {
    const { name } = await bed.table({ DeletionProtectionEnabled: true });
    const remove = (): Promise<unknown> => bed.client.send(new DeleteTableCommand({ TableName: name }));
    await expect(remove()).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('protected against deletion') as string,
    });
    await bed.client.send(new UpdateTableCommand({ TableName: name, DeletionProtectionEnabled: false }));
    await remove();
  });

  // docs.aws.amazon.com/amazondynamodb/latest/developerguide/Tagging.Operations.html
  it('keeps its tags', async () => {
    const { arn } = await bed.table({ Tags: [{ Key: 'a', Value: '1' }] });
    await bed.client.send(new TagResourceCommand({ ResourceArn: arn, Tags: [{ Key: 'b', Value: '2' }] }));
    await bed.client.send(new UntagResourceCommand({ ResourceArn: arn, TagKeys: ['a'] }));
    expect((await bed.client.send(new ListTagsOfResourceCommand({ ResourceArn: arn }))).Tags).toEqual([
      { Key: 'b', Value: '2' },
    ]);
  });

  // docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateContinuousBackups.html
  it('remembers whether it could be restored', async () => {
    const { name } = await bed.table();
    const status = async (): Promise<unknown> =>
      (await bed.client.send(new DescribeContinuousBackupsCommand({ TableName: name }))).ContinuousBackupsDescription
        ?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus;
    expect(await status()).toBe('DISABLED');
    const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true };
    await bed.client.send(new UpdateContinuousBackupsCommand({ TableName: name, PointInTimeRecoverySpecification }));
    expect(await status()).toBe('ENABLED');
  });

  // docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.OnlineOps.html
  it('fills an index that is added later', async () => {
    const { name } = await bed.table();
    await bed.client.send(new PutItemCommand({ TableName: name, Item: { ...keyOf('a'), city: { S: 'York' } } }));
    const Create = {
      IndexName: 'by-city',
      KeySchema: [{ AttributeName: 'city', KeyType: 'HASH' as const }],
      Projection: { ProjectionType: 'KEYS_ONLY' as const },
    };
    const AttributeDefinitions = [{ AttributeName: 'city', AttributeType: 'S' as const }];
    await bed.client.send(
      new UpdateTableCommand({ TableName: name, AttributeDefinitions, GlobalSecondaryIndexUpdates: [{ Create }] }),
    );
    await bed.client.send(new PutItemCommand({ TableName: name, Item: { ...keyOf('b'), city: { S: 'York' } } }));
    const query = new QueryCommand({
      TableName: name,
      IndexName: 'by-city',
      KeyConditionExpression: 'city = :c',
      ExpressionAttributeValues: { ':c': { S: 'York' } },
    });
    expect((await bed.client.send(query)).Count).toBe(2);
    await bed.client.send(
      new UpdateTableCommand({ TableName: name, GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'by-city' } }] }),
    );
    await expect(bed.client.send(query)).rejects.toMatchObject({
      message: 'The table does not have the specified index: by-city',
    });
  });

  it.each([
    [
      'an unknown view type',
      { StreamSpecification: { StreamEnabled: true, StreamViewType: 'ALL' } },
      'streamSpecification.streamViewType',
    ],
    [
      'a stream without a view type',
      { StreamSpecification: { StreamEnabled: true } },
      'StreamViewType must be specified',
    ],
    [
      'a key without a definition',
      { AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }] },
      'Some index key attribute have no definition',
    ],
    ['a resource policy', { ResourcePolicy: '{}' }, 'does not implement dynamodb:CreateTable parameter ResourcePolicy'],
  ])('refuses %s', async (_what, more, words) => {
    await expect(bed.table(more as never)).rejects.toThrow(words);
  });

  // docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html
  describe('from a template', () => {
    const properties: Json = {
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      DeletionProtectionEnabled: true,
      SSESpecification: { SSEEnabled: true },
      Tags: [{ Key: 'stage', Value: 'default' }],
    };
    const request = (more: Json = {}): ResourceRequest => ({
      stackName: 'stack',
      logicalId: 'Table',
      properties: { ...properties, ...more },
      physicalName: () => 'stack-Table-123',
    });
    const provider = (): ResourceProvider => {
      const [found] = bed.cloud.service('dynamodb').providers;
      if (found === undefined) throw new TypeError('DynamoDB has no provider.');
      return found;
    };

    it('has all its settings, changes in place, and goes when it may', async () => {
      const handle = await provider().create(request());
      expect(handle.ref).toBe('stack-Table-123');
      const table = await describeTable(handle.ref);
      expect(handle.attributes).toEqual({ Arn: table['TableArn'], StreamArn: table['LatestStreamArn'] });
      expect(table).toMatchObject({ DeletionProtectionEnabled: true, SSEDescription: { Status: 'ENABLED' } });
      expect(await bed.call('DescribeTimeToLive', { TableName: handle.ref })).toEqual({
        TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' },
      });
      await bed.client.send(new PutItemCommand({ TableName: handle.ref, Item: { pk: { S: 'kept' } } }));
      const update = (more: Json): Promise<ResourceHandle> | undefined => provider().update?.(request(more), handle);
      const changed = await update({
        DeletionProtectionEnabled: false,
        TimeToLiveSpecification: { AttributeName: 'gone', Enabled: true },
      });
      expect(changed).toEqual(handle);
      expect(await describeTable(handle.ref)).toMatchObject({ DeletionProtectionEnabled: false, ItemCount: 1 });
      await expect(update({ KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] })).rejects.toThrow(
        'a change of KeySchema of the table Table',
      );
      await provider().delete?.(handle);
      await expect(describeTable(handle.ref)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    });
  });

  it('says in ListStreams which table a stream is of', async () => {
    const { name, streamArn } = await bed.table(streamed('KEYS_ONLY'));
    expect(await bed.call('ListStreams', { TableName: name })).toMatchObject({
      Streams: [{ StreamArn: streamArn, TableName: name }],
    });
  });
});
