import {
  AddPermissionCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  ListQueueTagsCommand,
  PurgeQueueCommand,
  RemovePermissionCommand,
  SetQueueAttributesCommand,
  TagQueueCommand,
  UntagQueueCommand,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { useSqs } from './sqs-fixture.ts';

const fixture = useSqs();

describe('CreateQueue', () => {
  // docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
  it('answers the same URL for the same attributes and refuses other ones', async () => {
    const name = fixture.freshName();
    const url = await fixture.create({ DelaySeconds: '3' }, name);
    expect(url).toBe(`${fixture.cloud.url}/${fixture.cloud.accountId}/${name}`);
    expect(await fixture.create({ DelaySeconds: '3' }, name)).toBe(url);
    await expect(fixture.create({ DelaySeconds: '4' }, name)).rejects.toMatchObject({ name: 'QueueNameExists' });
  });

  it('keeps a deleted queue’s name for 60 seconds', async () => {
    const name = fixture.freshName();
    const url = await fixture.create({}, name);
    await fixture.sqs.send(new DeleteQueueCommand({ QueueUrl: url }));
    await expect(fixture.send(url, 'a')).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
    await expect(fixture.create({}, name)).rejects.toMatchObject({ name: 'QueueDeletedRecently' });
    await fixture.cloud.clock.advance(60_000);
    expect(await fixture.create({}, name)).toBe(url);
  });

  it.each([
    [{ Colour: 'red' }, 'InvalidAttributeName'],
    [{ VisibilityTimeout: '43201' }, 'InvalidAttributeValue'],
    [{ ContentBasedDeduplication: 'true' }, 'InvalidAttributeName'],
    [{ Policy: '{"Statement":[null]}' }, 'InvalidAttributeValue'],
    [{ RedriveAllowPolicy: '{"redrivePermission":"byQueue"}' }, 'InvalidAttributeValue'],
    [{ KmsMasterKeyId: 'alias/aws/sqs' }, 'NotImplementedLocally'],
  ])('refuses the attributes %o with %s', async (attributes, name) => {
    await expect(fixture.create(attributes)).rejects.toMatchObject({ name });
  });
});

describe('a queue’s attributes, tags and permissions', () => {
  it('are answered as they were set, an empty policy taking one away', async () => {
    const url = await fixture.create({ Policy: '{"Statement":[]}' });
    const Attributes = { VisibilityTimeout: '7', Policy: '' };
    await fixture.sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes }));
    const all = await fixture.sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }));
    expect(all.Attributes).toMatchObject({
      QueueArn: fixture.arnOf(url),
      VisibilityTimeout: '7',
      DelaySeconds: '0',
      MaximumMessageSize: '1048576',
      MessageRetentionPeriod: '345600',
      SqsManagedSseEnabled: 'true',
    });
    expect(all.Attributes).not.toHaveProperty('Policy');
  });

  it('tells tags, URLs and names', async () => {
    const url = await fixture.create({}, 'tagged-queue');
    await fixture.sqs.send(new TagQueueCommand({ QueueUrl: url, Tags: { a: '1', b: '2' } }));
    await fixture.sqs.send(new UntagQueueCommand({ QueueUrl: url, TagKeys: ['a'] }));
    expect((await fixture.sqs.send(new ListQueueTagsCommand({ QueueUrl: url }))).Tags).toEqual({ b: '2' });
    expect((await fixture.sqs.send(new GetQueueUrlCommand({ QueueName: 'tagged-queue' }))).QueueUrl).toBe(url);
    const listed = await fixture.sqs.send(new ListQueuesCommand({ QueueNamePrefix: 'tagged' }));
    expect(listed.QueueUrls).toEqual([url]);
  });

  it('adds a statement to the policy and removes it again', async () => {
    const url = await fixture.create();
    const permission = { QueueUrl: url, Label: 'partner', AWSAccountIds: ['111122223333'], Actions: ['SendMessage'] };
    await fixture.sqs.send(new AddPermissionCommand(permission));
    const policyOf = async () =>
      (await fixture.sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['Policy'] }))).Attributes
        ?.Policy;
    expect(JSON.parse((await policyOf()) ?? '')).toMatchObject({ Statement: [{ Sid: 'partner', Effect: 'Allow' }] });
    await fixture.sqs.send(new RemovePermissionCommand({ QueueUrl: url, Label: 'partner' }));
    expect(await policyOf()).toBeUndefined();
  });

  // docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_PurgeQueue.html
  it('empties a queue at most once a minute', async () => {
    const url = await fixture.create();
    await fixture.send(url, 'a');
    await fixture.sqs.send(new PurgeQueueCommand({ QueueUrl: url }));
    expect(await fixture.receive(url)).toEqual([]);
    const again = fixture.sqs.send(new PurgeQueueCommand({ QueueUrl: url }));
    await expect(again).rejects.toMatchObject({ name: 'PurgeQueueInProgress' });
  });
});
