import {
  DeleteEventBusCommand,
  DeleteRuleCommand,
  DescribeEventBusCommand,
  DescribeRuleCommand,
  DisableRuleCommand,
  EnableRuleCommand,
  ListEventBusesCommand,
  ListRuleNamesByTargetCommand,
  ListRulesCommand,
  ListTagsForResourceCommand,
  ListTargetsByRuleCommand,
  PutPermissionCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemovePermissionCommand,
  RemoveTargetsCommand,
  TagResourceCommand,
  type Target,
  UntagResourceCommand,
} from '@aws-sdk/client-eventbridge';
import { describe, expect, it } from 'vitest';
import { useEvents } from './events-fixture.ts';

const events = useEvents();
const nameIn = (arn: string): string => arn.split('/').at(-1) ?? '';

/** docs.aws.amazon.com/eventbridge/latest/APIReference/API_Operations.html */
describe('rules', () => {
  it('are described and listed as they were put', async () => {
    const bus = await events.bus();
    const Name = nameIn(await events.rule(bus, { Arn: events.queueArn('q') }));
    const described = await events.client.send(new DescribeRuleCommand({ Name, EventBusName: bus }));
    expect(described).toMatchObject({
      Name,
      Arn: events.cloud.arn('events', `rule/${bus}/${Name}`),
      EventPattern: '{"source":["orders"]}',
      State: 'ENABLED',
      EventBusName: bus,
    });
    const { Rules } = await events.client.send(new ListRulesCommand({ EventBusName: bus }));
    expect(Rules?.map((rule) => rule.Name)).toEqual([Name]);
    const byTarget = new ListRuleNamesByTargetCommand({ TargetArn: events.queueArn('q'), EventBusName: bus });
    expect((await events.client.send(byTarget)).RuleNames).toEqual([Name]);
    const { Targets } = await events.client.send(new ListTargetsByRuleCommand({ Rule: Name, EventBusName: bus }));
    expect(Targets).toEqual([{ Id: 'target', Arn: events.queueArn('q') }]);
  });

  it('deliver nothing while they are disabled', async () => {
    const [bus, queue] = [await events.bus(), await events.queue()];
    const Name = nameIn(await events.rule(bus, { Arn: events.queueArn(queue) }));
    await events.client.send(new DisableRuleCommand({ Name, EventBusName: bus }));
    await events.put(bus, { n: 1 });
    await events.client.send(new EnableRuleCommand({ Name, EventBusName: bus }));
    await events.put(bus, { n: 2 });
    await events.settle();
    expect(await events.bodies(queue)).toMatchObject([{ detail: { n: 2 } }]);
  });

  it('cannot be deleted before their targets are removed', async () => {
    const bus = await events.bus();
    const Name = nameIn(await events.rule(bus, { Arn: events.queueArn('q') }));
    const remove = new DeleteRuleCommand({ Name, EventBusName: bus });
    await expect(events.client.send(remove)).rejects.toThrow("Rule can't be deleted since it has targets.");
    const Ids = ['target', 'other'];
    const { FailedEntries } = await events.client.send(
      new RemoveTargetsCommand({ Rule: Name, EventBusName: bus, Ids }),
    );
    expect(FailedEntries).toMatchObject([{ TargetId: 'other', ErrorCode: 'ResourceNotFoundException' }]);
    await events.client.send(remove);
    await expect(events.client.send(new DescribeRuleCommand({ Name, EventBusName: bus }))).rejects.toThrow(
      `Rule ${Name} does not exist on EventBus ${bus}.`,
    );
  });

  it('with a schedule are refused by name', async () => {
    const scheduled = new PutRuleCommand({ Name: 'nightly', ScheduleExpression: 'rate(1 day)' });
    await expect(events.client.send(scheduled)).rejects.toThrow('events:PutRule parameter scheduleExpression');
  });

  it.each<readonly [Omit<Target, 'Id' | 'Arn'> & { Arn?: string }, string]>([
    [{ Input: '{' }, 'JSON syntax error in input for target t.'],
    [
      { Input: '{}', InputPath: '$' },
      'Only one of Input, InputPath, or InputTransformer must be provided for target t.',
    ],
    [{ InputPath: 'detail' }, 'Invalid InputPath for target t.'],
    [{ RetryPolicy: { MaximumRetryAttempts: 186 } }, 'Member must have value less than or equal to 185'],
    [{ Arn: 'queue' }, 'Provided Arn is not in correct format.'],
    [
      { Arn: 'arn:aws:sqs:eu-west-1:000000000000:q.fifo' },
      'Parameter(s) SqsParameters must be specified for target: t.',
    ],
  ])('refuse the target %j', async (target, message) => {
    const bus = await events.bus();
    const Rule = nameIn(await events.rule(bus, { Arn: events.queueArn('q') }));
    const Targets = [{ Id: 't', Arn: events.queueArn('q'), ...target }];
    const call = events.client.send(new PutTargetsCommand({ Rule, EventBusName: bus, Targets }));
    await expect(call).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(call).rejects.toThrow(message);
  });

  it('have at most five targets', async () => {
    const bus = await events.bus();
    const Rule = nameIn(await events.rule(bus, { Arn: events.queueArn('q') }));
    const Targets = [1, 2, 3, 4, 5].map((id) => ({ Id: `t${id}`, Arn: events.queueArn('q') }));
    const call = events.client.send(new PutTargetsCommand({ Rule, EventBusName: bus, Targets }));
    await expect(call).rejects.toMatchObject({ name: 'LimitExceededException' });
  });
});

describe('buses', () => {
  it('are created once, listed and deleted', async () => {
    const bus = await events.bus();
    const { EventBuses } = await events.client.send(new ListEventBusesCommand({ NamePrefix: bus }));
    expect(EventBuses).toMatchObject([{ Name: bus, Arn: events.cloud.arn('events', `event-bus/${bus}`) }]);
    await events.client.send(new DeleteEventBusCommand({ Name: bus }));
    await expect(events.client.send(new DescribeEventBusCommand({ Name: bus }))).rejects.toThrow(
      `Event bus ${bus} does not exist.`,
    );
    await expect(events.client.send(new DeleteEventBusCommand({ Name: 'default' }))).rejects.toThrow(
      'Cannot delete event bus default.',
    );
  });

  it('carry a policy, statement by statement', async () => {
    const bus = await events.bus();
    const grant = { EventBusName: bus, Action: 'events:PutEvents', Principal: '111122223333', StatementId: 'partner' };
    await events.client.send(new PutPermissionCommand(grant));
    const { Policy } = await events.client.send(new DescribeEventBusCommand({ Name: bus }));
    expect(JSON.parse(Policy ?? '{}')).toMatchObject({
      Statement: [{ Sid: 'partner', Principal: { AWS: 'arn:aws:iam::111122223333:root' } }],
    });
    await events.client.send(new RemovePermissionCommand({ EventBusName: bus, StatementId: 'partner' }));
    await expect(
      events.client.send(new RemovePermissionCommand({ EventBusName: bus, StatementId: 'partner' })),
    ).rejects.toThrow('EventBus does not have a policy.');
  });

  it('and their rules carry tags', async () => {
    const ResourceARN = events.cloud.arn('events', `event-bus/${await events.bus()}`);
    await events.client.send(
      new TagResourceCommand({
        ResourceARN,
        Tags: [
          { Key: 'a', Value: '1' },
          { Key: 'b', Value: '2' },
        ],
      }),
    );
    await events.client.send(new UntagResourceCommand({ ResourceARN, TagKeys: ['a'] }));
    const { Tags } = await events.client.send(new ListTagsForResourceCommand({ ResourceARN }));
    expect(Tags).toEqual([{ Key: 'b', Value: '2' }]);
  });
});
