import { describe, expect, it } from 'vitest';
import { assertConsecutive, commitItem, commitOf } from './commit-item.ts';
import { StreamCorruptError } from './errors.ts';

const context = {
  occurredAt: '2026-03-01T12:00:00.000Z',
  correlationId: 'c-1',
  causationId: 'r-1',
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  hops: 0,
};
const event = { type: 'Added', version: 1, data: { amount: 1 } };

describe('a commit item', () => {
  it('is keyed by its stream and by the position of its first event', () => {
    expect(commitItem('sum-1', [event, event], { expectedVersion: 41, context })).toEqual({
      pk: 'sum-1',
      sk: '0000000042',
      kind: 'commit',
      events: [event, event],
      ...context,
    });
  });

  it('has no attribute that is undefined', () => {
    const item = commitItem('sum-1', [event], { expectedVersion: 0, context: { ...context, replay: undefined } });
    expect(Object.keys(item)).not.toContain('replay');
  });

  it('stores of an event only what an event is', () => {
    const { events } = commitItem('sum-1', [{ ...event, secret: 1 }], { expectedVersion: 0, context });
    expect(events).toEqual([event]);
  });

  it('reads back as the commit that was written', () => {
    const item = commitItem('sum-1', [event], { expectedVersion: 6, context });
    expect(commitOf(item)).toEqual({ position: 7, events: [event], context });
  });
});

describe('a stream whose positions do not follow one another', () => {
  const commitAt = (position: number) => ({ position, events: [event], context });

  it.each([
    ['a gap', [commitAt(1), commitAt(3)]],
    ['an overlap', [{ ...commitAt(1), events: [event, event] }, commitAt(2)]],
    ['a missing beginning', [commitAt(2)]],
  ])('is refused for %s', (_, commits) => {
    expect(() => assertConsecutive('sum-1', commits, 0)).toThrow(StreamCorruptError);
  });
});
