import type { PutEventsEntry } from '@tidings/events';
import { orderTaken } from './testing/order-taken.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makePublisher } from './publisher.ts';
import type { EntryOutcome } from './put-events.ts';
import { makeLogLines } from './testing/log-lines.ts';
import { commitRecord } from './testing/sample-messages.ts';

const OUTCOMES: readonly EntryOutcome[] = [
  { status: 'accepted' },
  { status: 'failed', transient: true, reason: 'ThrottlingException' },
  { status: 'failed', transient: false, reason: 'MalformedDetail' },
];

/** Commits of few streams, and what the bus says to one entry after the other: mostly yes, sometimes not now, rarely no. */
const anyRun = fc.record({
  streams: fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 25 }),
  outcomes: fc.infiniteStream(
    fc.oneof(
      { arbitrary: fc.constant(0), weight: 6 },
      { arbitrary: fc.constant(1), weight: 3 },
      { arbitrary: fc.constant(2), weight: 1 },
    ),
  ),
});

/** Records of consecutive commits, one event each. */
function recordsOf(streams: readonly string[]) {
  const positions = new Map<string, number>();
  return streams.map((stream, index) => {
    const position = (positions.get(stream) ?? 0) + 1;
    positions.set(stream, position);
    return { id: `${stream}/${position}`, record: commitRecord(index, { stream, position }) };
  });
}

describe('the publisher under random faults', () => {
  it('accepts, parks or is given again every event, and keeps the order of each stream', async () => {
    await fc.assert(
      fc.asyncProperty(anyRun, async ({ streams, outcomes }) => {
        const settled: string[] = [];
        const put = async (entries: readonly PutEventsEntry[]): Promise<readonly EntryOutcome[]> =>
          entries.map(({ Detail }) => {
            const outcome = OUTCOMES[outcomes.next().value ?? 0] ?? { status: 'accepted' };
            if (outcome.status === 'accepted') settled.push((JSON.parse(Detail) as { readonly id: string }).id);
            return outcome;
          });
        const handler = makePublisher({
          service: 'shop',
          events: { put },
          park: { park: async ({ eventId }) => void settled.push(eventId) },
          contracts: [orderTaken],
          busName: 'tidings-spec',
          logger: makeLogLines().logger,
          wait: () => Promise.resolve(),
          maxAttempts: 3,
        });
        const all = recordsOf(streams);
        const { batchItemFailures } = await handler({ Records: all.map(({ record }) => record) });
        const first = batchItemFailures[0]?.itemIdentifier;
        const givenAgain = first === undefined ? [] : all.slice(Number(first.slice(1))).map(({ id }) => id);
        expect(new Set([...settled, ...givenAgain])).toEqual(new Set(all.map(({ id }) => id)));
        expect(new Set(settled).size).toBe(settled.length);
        for (const stream of new Set(streams)) {
          const positions = settled.filter((id) => id.startsWith(stream)).map((id) => Number(id.split('/')[1]));
          expect(positions).toEqual(positions.map((_, index) => index + 1));
        }
      }),
      { numRuns: 500 },
    );
  });
});
