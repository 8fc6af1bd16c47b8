import { PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { describe, expect, it } from 'vitest';
import { useEvents } from './events-fixture.ts';
import type { ReceivedMessage } from './events-fixture.ts';

const events = useEvents();

const attributesOf = (message: ReceivedMessage | undefined): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(
    Object.entries(message?.MessageAttributes ?? {}).map(([name, { StringValue: value }]) => [name, value]),
  );

/** docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html */
describe('delivery', () => {
  it('sends what a queue does not let in to the dead-letter queue at once, with the reason', async () => {
    const [bus, closed, dead] = [await events.bus(), await events.queue({ closed: true }), await events.queue()];
    const ruleArn = await events.rule(bus, {
      Arn: events.queueArn(closed),
      DeadLetterConfig: { Arn: events.queueArn(dead) },
    });
    await events.put(bus, { n: 1 });
    await events.settle();
    const [message] = await events.received(dead);
    expect(JSON.parse(message?.Body ?? '{}')).toMatchObject({ source: 'orders', detail: { n: 1 } });
    expect(attributesOf(message)).toEqual({
      RULE_ARN: ruleArn,
      TARGET_ARN: events.queueArn(closed),
      ERROR_CODE: 'NO_PERMISSIONS',
      ERROR_MESSAGE: expect.stringContaining('sqs:sendmessage') as string,
    });
  });

  it('sends what a queue that does not exist cannot take to the dead-letter queue', async () => {
    const [bus, dead] = [await events.bus(), await events.queue()];
    await events.rule(bus, { Arn: events.queueArn('gone'), DeadLetterConfig: { Arn: events.queueArn(dead) } });
    await events.put(bus, {});
    await events.settle();
    expect(attributesOf((await events.received(dead))[0])).toMatchObject({
      TARGET_ARN: events.queueArn('gone'),
      ERROR_CODE: 'NO_RESOURCE',
      ERROR_MESSAGE: 'The specified queue does not exist.',
    });
  });

  it('drops what nobody takes when there is no dead-letter queue', async () => {
    const bus = await events.bus();
    await events.rule(bus, { Arn: events.queueArn('gone') });
    await events.put(bus, {});
    await events.settle();
    expect(events.cloud.pending()).toEqual([]);
  });

  it('gives a FIFO queue its message group', async () => {
    const [bus, queue] = [await events.bus(), await events.queue({ fifo: true })];
    await events.rule(bus, { Arn: events.queueArn(queue), SqsParameters: { MessageGroupId: 'g' } });
    await events.put(bus, {});
    await events.settle();
    expect((await events.received(queue))[0]?.Attributes?.['MessageGroupId']).toBe('g');
  });

  it('refuses a target of another service by name', async () => {
    const bus = await events.bus();
    const ruleArn = await events.rule(bus, { Arn: events.queueArn('q') });
    const Targets = [{ Id: 'x', Arn: 'arn:aws:states:eu-west-1:000000000000:stateMachine:x' }];
    const command = new PutTargetsCommand({ Rule: ruleArn.split('/').at(-1), EventBusName: bus, Targets });
    await expect(events.client.send(command)).rejects.toThrow('does not implement targets of the service states');
  });

  it('sends an event on to another bus with its id, time and source', async () => {
    const [first, second, queue] = [await events.bus(), await events.bus(), await events.queue()];
    const arn = events.cloud.arn('events', `event-bus/${second}`);
    await events.cloud.call({
      principal: { kind: 'operator' },
      service: 'events',
      operation: 'PutPermission',
      input: {
        EventBusName: second,
        Policy: JSON.stringify({
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'events.amazonaws.com' },
              Action: 'events:PutEvents',
              Resource: arn,
            },
          ],
        }),
      },
    });
    await events.rule(first, { Arn: arn });
    await events.rule(second, { Arn: events.queueArn(queue) });
    const { Entries: [result] = [] } = await events.put(first, { n: 7 });
    await events.settle();
    expect(await events.bodies(queue)).toMatchObject([{ id: result?.EventId, source: 'orders', detail: { n: 7 } }]);
  });
});
