import { PutEventsCommand, TestEventPatternCommand } from '@aws-sdk/client-eventbridge';
import { describe, expect, it } from 'vitest';
import { useEvents } from './events-fixture.ts';

const events = useEvents();
const entry = { Source: 'orders', DetailType: 'OrderPlaced', Detail: '{}' };

/** docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
describe('PutEvents', () => {
  it('carries an event over a rule to a queue, as events look', async () => {
    const [bus, queue] = [await events.bus(), await events.queue()];
    await events.rule(bus, { Arn: events.queueArn(queue) });
    const { Entries: [result] = [] } = await events.put(
      bus,
      { n: 1 },
      { Time: new Date('2026-01-02T03:04:05.678Z'), Resources: ['r'] },
    );
    await events.settle();
    expect(await events.bodies(queue)).toEqual([
      {
        version: '0',
        id: result?.EventId,
        'detail-type': 'OrderPlaced',
        source: 'orders',
        account: events.cloud.accountId,
        time: '2026-01-02T03:04:05Z',
        region: events.cloud.region,
        resources: ['r'],
        detail: { n: 1 },
      },
    ]);
  });

  it('answers each entry in its place, in the words of AWS', async () => {
    const { FailedEntryCount, Entries } = await events.client.send(
      new PutEventsCommand({
        Entries: [
          entry,
          { ...entry, Source: 'aws.s3' },
          { DetailType: 'x', Detail: '{}' },
          { Source: 'x', Detail: '{}' },
          { Source: 'x', DetailType: 'x' },
          { ...entry, Detail: '[1]' },
          { ...entry, Detail: '{' },
          { ...entry, Detail: `{"a":${'['.repeat(1_000)}${']'.repeat(1_000)}}` },
        ],
      }),
    );
    expect(FailedEntryCount).toBe(7);
    expect(Entries?.map(({ ErrorCode, ErrorMessage }) => [ErrorCode, ErrorMessage])).toEqual([
      [undefined, undefined],
      ['NotAuthorizedForSourceException', 'Not authorized for the source.'],
      ['InvalidArgument', 'Parameter Source is not valid. Reason: Source is a required argument.'],
      ['InvalidArgument', 'Parameter DetailType is not valid. Reason: DetailType is a required argument.'],
      ['InvalidArgument', 'Parameter Detail is not valid. Reason: Detail is a required argument.'],
      ['MalformedDetail', 'Detail is malformed.'],
      ['MalformedDetail', 'Detail is malformed.'],
      ['MalformedDetail', 'Detail is malformed.'],
    ]);
  });

  it('refuses more than ten entries', async () => {
    const call = events.client.send(new PutEventsCommand({ Entries: Array.from({ length: 11 }, () => entry) }));
    await expect(call).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(call).rejects.toThrow(
      "at 'entries' failed to satisfy constraint: Member must have length less than or equal to 10",
    );
  });

  it('takes entries up to 1 MB together and refuses more', async () => {
    const filled = (bytes: number): string => JSON.stringify({ x: 'é'.repeat((bytes - 8) / 2) });
    const half = { ...entry, Detail: filled(524_000) };
    const { FailedEntryCount } = await events.client.send(new PutEventsCommand({ Entries: [half, half] }));
    expect(FailedEntryCount).toBe(0);
    await expect(
      events.client.send(new PutEventsCommand({ Entries: [half, { ...half, Detail: filled(525_000) }] })),
    ).rejects.toThrow('Total size of the entries in the request is over the limit.');
  });

  it('fails the entry that a fault names, and only that', async () => {
    events.cloud.faults.add({ kind: 'fail-entry', service: 'events', operation: 'PutEvents', target: 'second' });
    const { FailedEntryCount, Entries } = await events.client.send(
      new PutEventsCommand({ Entries: [entry, { ...entry, Detail: '{"n":"second"}' }] }),
    );
    expect(FailedEntryCount).toBe(1);
    expect(Entries?.map(({ ErrorCode }) => ErrorCode)).toEqual([undefined, 'InternalFailure']);
  });

  it('accepts an event for a bus that does not exist, which goes nowhere', async () => {
    expect((await events.put('nowhere', {})).FailedEntryCount).toBe(0);
  });

  it('refuses a global endpoint by name', async () => {
    const input = { principal: { kind: 'operator' }, service: 'events', operation: 'PutEvents' } as const;
    await expect(events.cloud.call({ ...input, input: { Entries: [entry], EndpointId: 'abcde.veo' } })).rejects.toThrow(
      'The local cloud does not implement events:PutEvents parameter endpointId.',
    );
  });
});

/** docs.aws.amazon.com/eventbridge/latest/APIReference/API_TestEventPattern.html */
describe('TestEventPattern', () => {
  const Event = JSON.stringify({
    id: '1',
    account: '1',
    source: 'orders',
    time: 't',
    region: 'r',
    resources: [],
    'detail-type': 'x',
  });
  const test = (EventPattern: string, event = Event): Promise<unknown> =>
    events.client.send(new TestEventPatternCommand({ EventPattern, Event: event })).then(({ Result }) => Result);

  it('says whether a pattern matches', async () => {
    expect(await test('{"source":["orders"]}')).toBe(true);
    expect(await test('{"source":[{"anything-but":"orders"}]}')).toBe(false);
  });

  it('refuses an invalid pattern with the reason', async () => {
    await expect(test('{"source":"orders"}')).rejects.toMatchObject({
      name: 'InvalidEventPatternException',
      message: 'Event pattern is not valid. Reason: "source" must be an object or an array',
    });
  });

  it('refuses an event without its mandatory fields', async () => {
    await expect(test('{"source":["orders"]}', '{"source":"orders"}')).rejects.toThrow('id is a required argument');
  });
});
