import type { PutEventsEntry } from '@tidings/events';
import { describe, expect, it } from 'vitest';
import type { EntryOutcome } from './put-events.ts';
import type { OrderTakenV1 } from './testing/order-taken.ts';
import { commitRecord, orderTakenEvent, SAMPLE_CONTEXT, SAMPLE_STREAM } from './testing/sample-messages.ts';
import { ACCEPTED, makeBus, makeSpecPublisher, MALFORMED, THROTTLED } from './testing/spec-publisher.ts';

describe('an event that is published under two versions', () => {
  const { country: shipsTo, ...rest } = orderTakenEvent().data as OrderTakenV1;
  const newest = { type: 'OrderTaken', version: 2, data: { ...rest, shipsTo } };
  const detailOf = ({ Detail }: PutEventsEntry): unknown => JSON.parse(Detail);
  const versionOf = (entry: PutEventsEntry): number => (detailOf(entry) as { readonly version: number }).version;

  /** A bus whose outcome for an entry depends on its version and on how often an entry of that version was tried. */
  function makeVersionBus(outcomeOf: (version: number, attempt: number) => EntryOutcome) {
    const attempts: number[] = [];
    return makeBus((_id, _attempt, entry) => {
      attempts.push(versionOf(entry));
      return outcomeOf(versionOf(entry), attempts.filter((each) => each === versionOf(entry)).length);
    });
  }

  it('goes out as twins with one id, in one call', async () => {
    const bus = makeBus();
    const { handler } = makeSpecPublisher(bus);
    await handler({ Records: [commitRecord(0, { events: [newest, orderTakenEvent()] })] });
    expect(bus.calls).toEqual([[`${SAMPLE_STREAM}/1`, `${SAMPLE_STREAM}/1`], [`${SAMPLE_STREAM}/2`]]);
    const about = { id: `${SAMPLE_STREAM}/1`, ...SAMPLE_CONTEXT, publishedAs: [1, 2] };
    expect(bus.entries.slice(0, 2).map(detailOf)).toEqual([
      { ...about, ...newest },
      { ...about, ...orderTakenEvent() },
    ]);
  });

  it('counts as published when both have been accepted, and only the one that failed is sent again', async () => {
    const bus = makeVersionBus((version, attempt) => (version === 1 && attempt < 3 ? THROTTLED : ACCEPTED));
    const { handler, parked } = makeSpecPublisher(bus);
    const records = [commitRecord(0, { stream: 'a', events: [newest, orderTakenEvent()] })];
    expect(await handler({ Records: records })).toEqual({ batchItemFailures: [] });
    expect(bus.calls).toEqual([['a/1', 'a/1'], ['a/1'], ['a/1'], ['a/2']]);
    expect(bus.entries.map(versionOf)).toEqual([2, 1, 1, 1, 1]);
    expect(parked).toEqual([]);
  });

  it('is delivered again when one of them stays out of reach', async () => {
    const bus = makeVersionBus((version) => (version === 2 ? THROTTLED : ACCEPTED));
    const { handler } = makeSpecPublisher(bus);
    const answer = await handler({ Records: [commitRecord(0, { events: [newest] })] });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 's0' }] });
    expect(bus.entries.map(versionOf)).toEqual([2, 1, 2, 2, 2, 2]);
  });

  it('is parked when the bus refuses one of them for good, or one breaks its contract', async () => {
    const bus = makeVersionBus((version) => (version === 1 ? MALFORMED : ACCEPTED));
    const { handler, parked } = makeSpecPublisher(bus);
    const broken = { ...newest, data: { ...rest, shipsTo: 7 } };
    const records = [
      commitRecord(0, { stream: 'a', events: [newest] }),
      commitRecord(1, { stream: 'b', events: [broken] }),
    ];
    expect(await handler({ Records: records })).toEqual({ batchItemFailures: [] });
    expect(parked.toSorted((one, other) => (one.stream < other.stream ? -1 : 1))).toMatchObject([
      { eventId: 'a/1', reason: 'MalformedDetail: not so' },
      { eventId: 'b/1', reason: expect.stringMatching(/^ContractViolationError: .*shipsTo/u) as unknown },
    ]);
  });

  it('is parked when it has a field that its version does not describe', async () => {
    const { handler, parked } = makeSpecPublisher(makeBus());
    const extra = { ...newest, data: { ...newest.data, internalNote: 'x' } };
    await handler({ Records: [commitRecord(0, { events: [extra] })] });
    expect(parked[0]?.reason).toBe(
      'ContractViolationError: OrderTaken breaks its contract at /data/internalNote: is no field of version 2',
    );
  });
});
