import {
  DescribeTimeToLiveCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { REMOVAL_LAG_MS } from './expiry/expire-items.ts';
import { keyOf, recordsOf, startBed, streamed } from './testing/dynamo-bed.ts';
import type { BedTable, DynamoBed } from './testing/dynamo-bed.ts';

const DAY_SECONDS = 24 * 60 * 60;

/** docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html and its pages on working with expired items and streams */
describe('time to live', () => {
  let bed: DynamoBed;
  let table: BedTable;

  beforeAll(async () => {
    bed = await startBed();
  });
  beforeEach(async () => {
    table = await bed.table(streamed('NEW_AND_OLD_IMAGES'));
  });
  afterAll(() => bed.stop());

  const nowSeconds = (): number => Math.floor(bed.cloud.clock.now() / 1000);
  const set = (enabled: boolean, attribute = 'expiresAt'): Promise<unknown> =>
    bed.client.send(
      new UpdateTimeToLiveCommand({
        TableName: table.name,
        TimeToLiveSpecification: { AttributeName: attribute, Enabled: enabled },
      }),
    );
  const put = (pk: string, expiresAt: object): Promise<unknown> =>
    bed.client.send(
      new PutItemCommand({ TableName: table.name, Item: { ...keyOf(pk), expiresAt: expiresAt as never } }),
    );
  const expiring = (pk: string, seconds: number): Promise<unknown> => put(pk, { N: String(nowSeconds() + seconds) });
  const exists = async (pk: string): Promise<boolean> =>
    (await bed.client.send(new GetItemCommand({ TableName: table.name, Key: keyOf(pk) }))).Item !== undefined;
  const pass = (seconds: number): Promise<void> => bed.cloud.clock.advance(seconds * 1000);

  it('shows an expired item until it is removed, some time later', async () => {
    await set(true);
    await expiring('a', 60);
    await pass(120);
    expect(await exists('a')).toBe(true);
    const query = new QueryCommand({
      TableName: table.name,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: 'a' } },
    });
    expect((await bed.client.send(query)).Count).toBe(1);
    await pass(REMOVAL_LAG_MS / 1000);
    expect(await exists('a')).toBe(false);
  });

  it('marks the removal in the stream as a deed of the service', async () => {
    await set(true);
    await expiring('a', 60);
    await pass(60 + REMOVAL_LAG_MS / 1000 + 1);
    const removal = (await recordsOf(bed, table.streamArn)).at(-1);
    expect(removal).toMatchObject({
      eventName: 'REMOVE',
      userIdentity: { Type: 'Service', PrincipalId: 'dynamodb.amazonaws.com' },
    });
    expect(removal?.dynamodb?.OldImage?.['pk']).toEqual({ S: 'a' });
  });

  it('takes each item at its own time, and those too that were there before', async () => {
    await expiring('early', 60);
    await expiring('late', DAY_SECONDS);
    await set(true);
    await expiring('middle', 2 * 60 * 60);
    await pass(60 + REMOVAL_LAG_MS / 1000 + 1);
    expect(await Promise.all(['early', 'middle', 'late'].map(exists))).toEqual([false, true, true]);
    await pass(2 * 60 * 60);
    expect(await Promise.all(['middle', 'late'].map(exists))).toEqual([false, true]);
    await pass(DAY_SECONDS);
    expect(await exists('late')).toBe(false);
  });

  it('follows an item whose time is put off or taken away', async () => {
    await set(true);
    await expiring('off', 60);
    await expiring('never', 60);
    await expiring('off', DAY_SECONDS);
    await bed.client.send(new PutItemCommand({ TableName: table.name, Item: keyOf('never') }));
    await pass(60 + REMOVAL_LAG_MS / 1000 + 1);
    expect(await Promise.all(['off', 'never'].map(exists))).toEqual([true, true]);
  });

  it('leaves alone what is no number, and times more than five years past', async () => {
    await set(true);
    await put('text', { S: String(nowSeconds() + 60) });
    await put('old', { N: String(nowSeconds() - 6 * 365 * DAY_SECONDS) });
    await put('milliseconds', { N: String((nowSeconds() + 60) * 1000) });
    await pass(2 * DAY_SECONDS);
    expect(await Promise.all(['text', 'old', 'milliseconds'].map(exists))).toEqual([true, true, true]);
  });

  it('stops when it is switched off', async () => {
    await set(true);
    await expiring('a', 60);
    await set(false);
    await pass(DAY_SECONDS);
    expect(await exists('a')).toBe(true);
  });

  it('describes itself, and refuses what is so already', async () => {
    const describe = async (): Promise<unknown> =>
      (await bed.client.send(new DescribeTimeToLiveCommand({ TableName: table.name }))).TimeToLiveDescription;
    expect(await describe()).toEqual({ TimeToLiveStatus: 'DISABLED' });
    await expect(set(false)).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'TimeToLive is already disabled',
    });
    await set(true);
    expect(await describe()).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' });
    await expect(set(true)).rejects.toMatchObject({ message: 'TimeToLive is already enabled' });
    await expect(set(false, 'other')).rejects.toMatchObject({ name: 'ValidationException' });
  });
});
