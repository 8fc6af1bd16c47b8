import {
  CancelReplayCommand,
  CreateArchiveCommand,
  DescribeArchiveCommand,
  DescribeReplayCommand,
  ListArchivesCommand,
  ListReplaysCommand,
  StartReplayCommand,
} from '@aws-sdk/client-eventbridge';
import { describe, expect, it } from 'vitest';
import { useEvents } from './events-fixture.ts';

const events = useEvents();
const busArn = (bus: string): string => events.cloud.arn('events', `event-bus/${bus}`);

async function archive(bus: string, more: { EventPattern?: string; RetentionDays?: number } = {}): Promise<string> {
  const ArchiveName = events.freshName('archive');
  await events.client.send(new CreateArchiveCommand({ ArchiveName, EventSourceArn: busArn(bus), ...more }));
  return ArchiveName;
}

async function replay(bus: string, archiveName: string, FilterArns?: string[]): Promise<string> {
  const ReplayName = events.freshName('replay');
  const now = events.cloud.clock.now();
  await events.client.send(
    new StartReplayCommand({
      ReplayName,
      EventSourceArn: events.cloud.arn('events', `archive/${archiveName}`),
      EventStartTime: new Date(now - 60_000),
      EventEndTime: new Date(now + 60_000),
      Destination: { Arn: busArn(bus), ...(FilterArns === undefined ? {} : { FilterArns }) },
    }),
  );
  return ReplayName;
}

const countOf = async (ArchiveName: string): Promise<number | undefined> =>
  (await events.client.send(new DescribeArchiveCommand({ ArchiveName }))).EventCount;

/** docs.aws.amazon.com/eventbridge/latest/userguide/eb-archive.html */
describe('archives', () => {
  it('keep the events that match their pattern', async () => {
    const bus = await events.bus();
    const [all, some] = [await archive(bus), await archive(bus, { EventPattern: '{"detail":{"n":[2]}}' })];
    await events.put(bus, { n: 1 });
    await events.put(bus, { n: 2 });
    expect([await countOf(all), await countOf(some)]).toEqual([2, 1]);
    const { Archives } = await events.client.send(new ListArchivesCommand({ EventSourceArn: busArn(bus) }));
    expect(Archives?.map(({ ArchiveName }) => ArchiveName)).toEqual([all, some]);
  });

  it('forget events past their retention', async () => {
    const bus = await events.bus();
    const name = await archive(bus, { RetentionDays: 1 });
    await events.put(bus, {});
    await events.cloud.clock.advance(23 * 3_600_000);
    expect(await countOf(name)).toBe(1);
    await events.cloud.clock.advance(2 * 3_600_000);
    expect(await countOf(name)).toBe(0);
  });
});

/** docs.aws.amazon.com/eventbridge/latest/userguide/eb-replay-archived-event.html */
describe('replays', () => {
  it('send the same events again, marked with the name of the replay, and archive none of them', async () => {
    const [bus, queue] = [await events.bus(), await events.queue()];
    const name = await archive(bus);
    await events.rule(bus, { Arn: events.queueArn(queue) });
    const { Entries: [result] = [] } = await events.put(bus, { n: 1 });
    await events.settle();
    await events.bodies(queue);
    const ReplayName = await replay(bus, name);
    await events.settle();
    expect(await events.bodies(queue)).toMatchObject([
      { id: result?.EventId, 'replay-name': ReplayName, detail: { n: 1 } },
    ]);
    expect(await countOf(name)).toBe(1);
    const described = await events.client.send(new DescribeReplayCommand({ ReplayName }));
    expect(described).toMatchObject({ State: 'COMPLETED', Destination: { Arn: busArn(bus) } });
    expect(described.EventLastReplayedTime).toBeInstanceOf(Date);
  });

  it('reach only the rules they are told', async () => {
    const [bus, one, other] = [await events.bus(), await events.queue(), await events.queue()];
    const name = await archive(bus);
    await events.put(bus, { n: 1 });
    const ruleArn = await events.rule(bus, { Arn: events.queueArn(one) });
    await events.rule(bus, { Arn: events.queueArn(other) });
    await replay(bus, name, [ruleArn]);
    await events.settle();
    expect([await events.bodies(one), await events.bodies(other)]).toMatchObject([[{ detail: { n: 1 } }], []]);
  });

  it('can be cancelled, once', async () => {
    const bus = await events.bus();
    const ReplayName = await replay(bus, await archive(bus));
    const operator = { principal: { kind: 'operator' }, service: 'events' } as const;
    await events.settle();
    await expect(events.client.send(new CancelReplayCommand({ ReplayName }))).rejects.toMatchObject({
      name: 'IllegalStatusException',
    });
    const second = events.freshName('replay');
    const input = {
      ReplayName: second,
      EventSourceArn: (await events.client.send(new DescribeReplayCommand({ ReplayName }))).EventSourceArn,
      EventStartTime: 0,
      EventEndTime: 1,
      Destination: { Arn: busArn(bus) },
    };
    await events.cloud.call({ ...operator, operation: 'StartReplay', input });
    await events.cloud.call({ ...operator, operation: 'CancelReplay', input: { ReplayName: second } });
    await events.settle();
    const { Replays } = await events.client.send(new ListReplaysCommand({ State: 'CANCELLED' }));
    expect(Replays?.map(({ ReplayName: cancelled }) => cancelled)).toEqual([second]);
  });

  it('go to the bus of the archive only', async () => {
    const [bus, other] = [await events.bus(), await events.bus()];
    await expect(replay(other, await archive(bus))).rejects.toThrow('Cross event bus replay is not permitted.');
  });
});
