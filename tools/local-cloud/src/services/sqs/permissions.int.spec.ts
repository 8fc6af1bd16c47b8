import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../../core/aws-error.ts';
import { OPERATOR, type Principal } from '../../core/principal.ts';
import type { ResourceHandle } from '../../core/resource.ts';
import { SqsFixture } from './sqs-fixture.ts';

const fixture = new SqsFixture();
beforeAll(() => fixture.start());
afterAll(() => fixture.stop());

const RULE = 'arn:aws:events:eu-west-1:000000000000:rule/tidings/confirmation';

const rule = (sourceArn: string): Principal => ({ kind: 'service', service: 'events.amazonaws.com', sourceArn });

const create = (type: string, properties: Json): Promise<ResourceHandle> => {
  const provider = fixture.cloud.service('sqs').providers.find((candidate) => candidate.type === type);
  if (provider === undefined) throw new TypeError(`no provider for ${type}`);
  const physicalName = (maxLength: number): string => 'stack-Queue-A1B2'.slice(0, maxLength);
  return provider.create({ stackName: 'stack', logicalId: 'Queue', properties, physicalName });
};

const sendAs = (principal: Principal, url: string): Promise<Json> =>
  fixture.cloud.call({
    principal,
    service: 'sqs',
    operation: 'SendMessage',
    input: { QueueUrl: url, MessageBody: 'a' },
  });

describe('a queue of a template', () => {
  // docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html
  it('has its URL as Ref, its name made by CloudFormation, and its policy objects as text', async () => {
    const dead = await create('AWS::SQS::Queue', { QueueName: 'dead', MessageRetentionPeriod: 1_209_600 });
    const RedrivePolicy = { deadLetterTargetArn: dead.attributes['Arn'], maxReceiveCount: 5 };
    const queue = await create('AWS::SQS::Queue', { RedrivePolicy, VisibilityTimeout: 60 });
    expect(queue.ref).toBe(`${fixture.cloud.url}/${fixture.cloud.accountId}/stack-Queue-A1B2`);
    expect(queue.attributes).toMatchObject({ Arn: fixture.cloud.arn('sqs', 'stack-Queue-A1B2') });
    const asked = { QueueUrl: queue.ref, AttributeNames: ['RedrivePolicy', 'VisibilityTimeout'] };
    const call = { principal: OPERATOR, service: 'sqs', operation: 'GetQueueAttributes', input: asked };
    expect(await fixture.cloud.call(call)).toEqual({
      Attributes: { RedrivePolicy: JSON.stringify(RedrivePolicy), VisibilityTimeout: '60' },
    });
  });

  it('is not made under the name of another queue', async () => {
    await create('AWS::SQS::Queue', { QueueName: 'taken' });
    await expect(create('AWS::SQS::Queue', { QueueName: 'taken' })).rejects.toMatchObject({ code: 'QueueNameExists' });
  });

  // docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
  it('lets in the one rule that its policy names', async () => {
    const queue = await create('AWS::SQS::Queue', { QueueName: 'guarded' });
    await expect(sendAs(rule(RULE), queue.ref)).rejects.toThrow('is not authorized to perform: sqs:sendmessage');
    const statement = {
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: ['sqs:SendMessage', 'sqs:GetQueueUrl'],
      Resource: queue.attributes['Arn'],
      Condition: { ArnEquals: { 'aws:SourceArn': RULE } },
    };
    const PolicyDocument = { Version: '2012-10-17', Statement: [statement] };
    await create('AWS::SQS::QueuePolicy', { Queues: [queue.ref], PolicyDocument });
    expect(await sendAs(rule(RULE), queue.ref)).toHaveProperty('MessageId');
    await expect(sendAs(rule(`${RULE}-other`), queue.ref)).rejects.toMatchObject({ code: 'AccessDeniedException' });
  });

  // docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
  it('tells a role that its own policies do not allow a call, and a service that the queue’s do not', async () => {
    const queue = await create('AWS::SQS::Queue', { QueueName: 'closed' });
    const statement = {
      Effect: 'Deny',
      Principal: '*',
      Action: 'sqs:*',
      Resource: '*',
      Condition: { Bool: { k: 'x' } },
    };
    await create('AWS::SQS::QueuePolicy', { Queues: [queue.ref], PolicyDocument: { Statement: statement } });
    const roleArn = 'arn:aws:iam::000000000000:role/sender';
    const role: Principal = { kind: 'role', roleArn, sessionName: 'send' };
    await expect(sendAs(role, queue.ref)).rejects.toThrow(
      'because no identity-based policy allows the sqs:sendmessage',
    );
    await expect(sendAs(rule(RULE), queue.ref)).rejects.toThrow('because no resource-based policy allows');
    const PolicyDocument = { Statement: { ...statement, Condition: undefined } };
    await create('AWS::SQS::QueuePolicy', { Queues: [queue.ref], PolicyDocument });
    await expect(sendAs(role, queue.ref)).rejects.toThrow('with an explicit deny in a resource-based policy');
  });

  it('is missed by a service, and denied to a role, when it does not exist', async () => {
    const role: Principal = { kind: 'role', roleArn: 'arn:aws:iam::000000000000:role/x', sessionName: 'x' };
    const url = `${fixture.cloud.url}/${fixture.cloud.accountId}/nowhere`;
    await expect(sendAs(rule(RULE), url)).rejects.toMatchObject({ code: 'QueueDoesNotExist' });
    await expect(sendAs(role, url)).rejects.toMatchObject({ code: 'AccessDeniedException' });
  });
});
