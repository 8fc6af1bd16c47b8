import { describe, expect, it } from 'vitest';
import type { Json } from '../../core/aws-error.ts';
import type { ResourceHandle, ResourceProvider, ResourceRequest } from '../../core/resource.ts';
import { OPERATOR } from '../../core/principal.ts';
import { useEvents } from './events-fixture.ts';

const events = useEvents();

function providerOf(type: string): ResourceProvider {
  const provider = events.cloud.service('events').providers.find((each) => each.type === type);
  if (provider === undefined) throw new RangeError(`No provider for ${type}`);
  return provider;
}

const requestOf = (properties: Json): ResourceRequest => ({
  stackName: 'stack',
  logicalId: 'Logical',
  properties,
  physicalName: (maxLength) => 'stack-Logical-0123456789'.slice(0, maxLength),
});

const create = (type: string, properties: Json): Promise<ResourceHandle> =>
  providerOf(type).create(requestOf(properties));

const describeIt = (operation: string, input: Json): Promise<Json> =>
  events.cloud.call({ principal: OPERATOR, service: 'events', operation, input });

describe('resources of templates', () => {
  it('give a bus by its name and ARN', async () => {
    const handle = await create('AWS::Events::EventBus', { Name: 'tidings-a', Tags: [{ Key: 'k', Value: 'v' }] });
    const arn = events.cloud.arn('events', 'event-bus/tidings-a');
    expect(handle).toEqual({ ref: 'tidings-a', attributes: { Arn: arn, Name: 'tidings-a' } });
    expect(await describeIt('ListTagsForResource', { ResourceARN: arn })).toEqual({ Tags: [{ Key: 'k', Value: 'v' }] });
  });

  it('give a rule with its targets, and change it in place', async () => {
    await create('AWS::Events::EventBus', { Name: 'tidings-b' });
    const queue = await events.queue();
    const properties = {
      EventBusName: 'tidings-b',
      EventPattern: { source: ['orders'] },
      State: 'ENABLED',
      Targets: [{ Id: 'Target0', Arn: events.queueArn(queue), RetryPolicy: { MaximumRetryAttempts: '3' } }],
    };
    const handle = await create('AWS::Events::Rule', properties);
    expect(handle).toEqual({
      ref: 'tidings-b|stack-Logical-0123456789',
      attributes: { Arn: events.cloud.arn('events', 'rule/tidings-b/stack-Logical-0123456789') },
    });
    await events.put('tidings-b', { n: 1 });
    await events.settle();
    expect(await events.bodies(queue)).toMatchObject([{ detail: { n: 1 } }]);
    const changed = { ...properties, EventPattern: { source: ['payments'] }, Targets: [] };
    await providerOf('AWS::Events::Rule').update?.(requestOf(changed), handle);
    const rule = { Rule: 'stack-Logical-0123456789', EventBusName: 'tidings-b' };
    expect(await describeIt('ListTargetsByRule', rule)).toEqual({ Targets: [] });
    await providerOf('AWS::Events::Rule').delete?.(handle);
    expect(await describeIt('ListRules', { EventBusName: 'tidings-b' })).toEqual({ Rules: [] });
  });

  it('refuse a rule with an invalid pattern', async () => {
    await expect(create('AWS::Events::Rule', { EventPattern: { source: [] } })).rejects.toThrow(
      'Event pattern is not valid. Reason: Empty arrays are not allowed',
    );
  });

  it('give an archive of a bus', async () => {
    const bus = await events.bus();
    const SourceArn = events.cloud.arn('events', `event-bus/${bus}`);
    const { ref } = await create('AWS::Events::Archive', {
      SourceArn,
      RetentionDays: '90',
      EventPattern: { source: ['orders'] },
    });
    expect(await describeIt('DescribeArchive', { ArchiveName: ref })).toMatchObject({
      RetentionDays: 90,
      EventPattern: '{"source":["orders"]}',
      EventSourceArn: SourceArn,
    });
  });

  it('give a statement of a bus policy, and take it away again', async () => {
    const bus = await events.bus();
    const Statement = { Effect: 'Allow', Principal: '*', Action: 'events:PutEvents', Resource: 'x' };
    const handle = await create('AWS::Events::EventBusPolicy', { EventBusName: bus, StatementId: 'open', Statement });
    const { Policy } = (await describeIt('DescribeEventBus', { Name: bus })) as { Policy: string };
    expect(JSON.parse(Policy)).toEqual({ Version: '2012-10-17', Statement: [{ ...Statement, Sid: 'open' }] });
    await providerOf('AWS::Events::EventBusPolicy').delete?.(handle);
    expect((await describeIt('DescribeEventBus', { Name: bus }))['Policy']).toBeUndefined();
  });
});

/** docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html */
describe('permissions of PutEvents', () => {
  const needed = (
    entries: readonly Json[],
    principal: Parameters<ReturnType<typeof service>['permissions']>[2] = OPERATOR,
  ): unknown => service().permissions('PutEvents', { Entries: entries }, principal);
  const service = (): ReturnType<typeof events.cloud.service> => events.cloud.service('events');

  it('are asked for each entry, with its source and type', async () => {
    const bus = await events.bus();
    expect(
      needed([
        { Source: 'orders', DetailType: 'OrderPlaced', EventBusName: bus },
        { Source: 'x', DetailType: 'y' },
      ]),
    ).toMatchObject([
      {
        action: 'events:PutEvents',
        resource: events.cloud.arn('events', `event-bus/${bus}`),
        conditionKeys: { 'events:source': 'orders', 'events:detail-type': 'OrderPlaced' },
      },
      { resource: events.cloud.arn('events', 'event-bus/default'), conditionKeys: { 'events:source': 'x' } },
    ]);
  });

  it('let services of AWS put their own events on the default bus only', async () => {
    const principal = { kind: 'service', service: 'ses.amazonaws.com', sourceArn: 'arn:aws:ses:x' } as const;
    const entry = { Source: 'aws.ses', DetailType: 'Email Sent', Detail: '{}' };
    const call = (more: Json): Promise<Json> =>
      events.cloud.call({
        principal,
        service: 'events',
        operation: 'PutEvents',
        input: { Entries: [{ ...entry, ...more }] },
      });
    expect(await call({})).toMatchObject({ FailedEntryCount: 0 });
    await expect(call({ EventBusName: await events.bus() })).rejects.toMatchObject({ code: 'AccessDeniedException' });
  });
});
