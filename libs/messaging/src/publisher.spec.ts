import { jsonBytes, MAX_EVENT_DATA_BYTES } from '@tidings/event-store';
import { describe, expect, it } from 'vitest';
import {
  commitRecord,
  imageRecord,
  orderTakenEvent,
  SAMPLE_CONTEXT,
  SAMPLE_STREAM,
} from './testing/sample-messages.ts';

import { ACCEPTED, makeBus, makeSpecPublisher, MALFORMED, THROTTLED } from './testing/spec-publisher.ts';

describe('the publisher', () => {
  it('turns each stored event into an entry with its id, its context and its data', async () => {
    const bus = makeBus();
    const { handler } = makeSpecPublisher(bus);
    const record = commitRecord(0, { position: 4, context: { hops: 2, attributes: { requestHash: 'abc' } } });
    expect(await handler({ Records: [record] })).toEqual({ batchItemFailures: [] });
    const [entry] = bus.entries;
    expect(entry).toMatchObject({ Source: 'shop', DetailType: 'OrderTaken', EventBusName: 'tidings-spec' });
    expect(JSON.parse(entry?.Detail ?? '')).toEqual({
      id: `${SAMPLE_STREAM}/4`,
      ...orderTakenEvent(),
      ...SAMPLE_CONTEXT,
      hops: 2,
    });
  });

  it('keeps events without a contract, and items that are no commits, inside', async () => {
    const bus = makeBus();
    const { handler } = makeSpecPublisher(bus);
    const secret = { type: 'PriceChecked', version: 1, data: {} };
    const records = [
      commitRecord(0, { events: [secret, orderTakenEvent()] }),
      imageRecord(1, { pk: 'x', sk: 'snapshot', kind: 'snapshot' }),
    ];
    await handler({ Records: records });
    expect(bus.calls).toEqual([[`${SAMPLE_STREAM}/2`]]);
  });

  it('sends at most one event of a stream in a round, in order', async () => {
    const bus = makeBus();
    const { handler } = makeSpecPublisher(bus);
    const two = [orderTakenEvent(), orderTakenEvent()];
    await handler({ Records: [commitRecord(0, { stream: 'a', events: two }), commitRecord(1, { stream: 'b' })] });
    expect(bus.calls).toEqual([['a/1', 'b/1'], ['a/2']]);
  });

  it('sends at most ten entries in a call', async () => {
    const bus = makeBus();
    const { handler } = makeSpecPublisher(bus);
    await handler({ Records: Array.from({ length: 23 }, (_, index) => commitRecord(index, { stream: `s${index}` })) });
    expect(bus.calls.map((call) => call.length)).toEqual([10, 10, 3]);
  });

  it('sends at most a megabyte in a call', async () => {
    const bus = makeBus();
    const { handler } = makeSpecPublisher(bus);
    const line = { sku: 'x', description: 'x'.repeat(480), quantity: 1, unitPriceMinor: 1 };
    const events = [orderTakenEvent({ lines: Array.from({ length: 340 }, () => line) })];
    await handler({
      Records: Array.from({ length: 7 }, (_, index) => commitRecord(index, { stream: `s${index}`, events })),
    });
    expect(bus.calls.map((call) => call.length)).toEqual([5, 2]);
  });

  it('publishes the largest event that a store takes', async () => {
    const bus = makeBus();
    const { handler, parked } = makeSpecPublisher(bus);
    const line = { sku: 'x', description: 'é'.repeat(240), quantity: 1, unitPriceMinor: 1 };
    const lines = Array.from({ length: 350 }, () => line);
    const spare = MAX_EVENT_DATA_BYTES - jsonBytes(orderTakenEvent({ lines }).data) - 1;
    const filler = Array.from({ length: Math.floor(spare / jsonBytes(line)) }, () => line);
    const event = orderTakenEvent({ lines: [...lines, ...filler] });
    expect(MAX_EVENT_DATA_BYTES - jsonBytes(event.data)).toBeLessThan(jsonBytes(line) + 2);
    const context = { correlationId: 'c'.repeat(256), causationId: 'r'.repeat(256), replay: 'n'.repeat(256) };
    await handler({ Records: [commitRecord(0, { events: [event], context })] });
    expect({ parked, calls: bus.calls }).toEqual({ parked: [], calls: [[`${SAMPLE_STREAM}/1`]] });
  });

  it('tries only the failed entry again', async () => {
    const bus = makeBus((id, attempt) => (id === 'b/1' && attempt < 3 ? THROTTLED : ACCEPTED));
    const { handler, pauses } = makeSpecPublisher(bus);
    const records = ['a', 'b', 'c'].map((stream, index) => commitRecord(index, { stream }));
    expect(await handler({ Records: records })).toEqual({ batchItemFailures: [] });
    expect(bus.calls).toEqual([['a/1', 'b/1', 'c/1'], ['b/1'], ['b/1']]);
    expect(pauses).toEqual([100, 200]);
  });

  it('lets later events of a stream wait behind a failed one', async () => {
    const bus = makeBus((id, attempt) => (id === 'a/1' && attempt === 1 ? THROTTLED : ACCEPTED));
    const { handler } = makeSpecPublisher(bus);
    await handler({ Records: [commitRecord(0, { stream: 'a' }), commitRecord(1, { stream: 'a', position: 2 })] });
    expect(bus.calls).toEqual([['a/1'], ['a/1'], ['a/2']]);
  });

  it('asks for the first unpublished record again when the bus stays out of reach', async () => {
    const bus = makeBus((id) => (id.startsWith('b') ? THROTTLED : ACCEPTED));
    const { handler, parked } = makeSpecPublisher(bus);
    const records = ['a', 'b', 'c', 'b'].map((stream, index) => commitRecord(index, { stream, position: index + 1 }));
    expect(await handler({ Records: records })).toEqual({ batchItemFailures: [{ itemIdentifier: 's1' }] });
    expect(bus.calls.flat().filter((id) => id === 'b/2')).toHaveLength(5);
    expect(bus.calls.flat()).toContain('c/3');
    expect(bus.calls.flat()).not.toContain('b/4');
    expect(parked).toEqual([]);
  });

  it('begins no further round when the function is about to be cut off', async () => {
    const bus = makeBus(() => THROTTLED);
    const { handler } = makeSpecPublisher(bus);
    const context = { functionName: 'publish-events', getRemainingTimeInMillis: () => 1_000 };
    const answer = await handler({ Records: [commitRecord(0)] }, context);
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 's0' }] });
    expect(bus.calls).toHaveLength(1);
  });
});

describe('an event that can never be published', () => {
  it('is parked by stream and position when it breaks its contract, and its stream goes on', async () => {
    const bus = makeBus();
    const { handler, parked } = makeSpecPublisher(bus);
    const poison = orderTakenEvent({ totalMinor: -1 });
    const records = [
      commitRecord(0, { stream: 'a', events: [poison, orderTakenEvent()] }),
      commitRecord(1, { stream: 'b' }),
    ];
    expect(await handler({ Records: records })).toEqual({ batchItemFailures: [] });
    expect(bus.calls.flat().toSorted()).toEqual(['a/2', 'b/1']);
    expect(parked).toEqual([
      {
        stream: 'a',
        position: 1,
        eventId: 'a/1',
        type: 'OrderTaken',
        reason: expect.stringMatching(/^ContractViolationError: .*totalMinor/u),
      },
    ]);
  });

  it('is parked when the bus refuses it for good, and its stream goes on', async () => {
    const bus = makeBus((id) => (id === 'a/1' ? MALFORMED : ACCEPTED));
    const { handler, parked } = makeSpecPublisher(bus);
    const records = [commitRecord(0, { stream: 'a' }), commitRecord(1, { stream: 'a', position: 2 })];
    expect(await handler({ Records: records })).toEqual({ batchItemFailures: [] });
    expect(bus.calls).toEqual([['a/1'], ['a/2']]);
    expect(parked).toMatchObject([{ stream: 'a', position: 1, reason: 'MalformedDetail: not so' }]);
  });

  it('is parked by its key when its commit cannot be read', async () => {
    const bus = makeBus();
    const { handler, parked } = makeSpecPublisher(bus);
    const broken = imageRecord(0, { pk: 'a', sk: '0000000001', kind: 'commit', events: 'none' });
    expect(await handler({ Records: [broken, commitRecord(1, { stream: 'b' })] })).toEqual({ batchItemFailures: [] });
    expect(bus.calls).toEqual([['b/1']]);
    expect(parked).toMatchObject([{ stream: 'a', eventId: 'a/0000000001' }]);
  });

  it('is delivered again when it cannot even be parked', async () => {
    const bus = makeBus();
    const { handler } = makeSpecPublisher(bus, () => Promise.reject(new TypeError('queue gone')));
    const records = [
      commitRecord(0, { stream: 'b' }),
      commitRecord(1, { stream: 'a', events: [orderTakenEvent({ totalMinor: -1 })] }),
    ];
    expect(await handler({ Records: records })).toEqual({ batchItemFailures: [{ itemIdentifier: 's1' }] });
    expect(bus.calls).toEqual([['b/1']]);
  });
});
