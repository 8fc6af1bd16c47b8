import { type Commit, type DomainEvent } from '@tidings/event-store';
import { orderTaken } from './testing/order-taken.ts';
import { describe, expect, it } from 'vitest';
import type { ParkedEvent } from './park.ts';
import { projectCommits } from './project-commits.ts';
import { makeLogLines } from './testing/log-lines.ts';
import { commitRecord, imageRecord, orderTakenEvent, SAMPLE_CONTEXT } from './testing/sample-messages.ts';

/** What a projection met: the answer of AWS, as its SDK throws it. */
function answerOf(name: string, httpStatusCode: number): Error {
  return Object.assign(new Error('refused'), { name, $metadata: { httpStatusCode } });
}

interface Breaks {
  /** What taking in a stream's commit ends in. */
  readonly take?: Readonly<Record<string, Error>>;
  readonly park?: Error;
}

function makeSpecProjection({ take = {}, park }: Breaks = {}) {
  const taken: string[] = [];
  const finished: (readonly string[])[] = [];
  const parked: ParkedEvent[] = [];
  const { logger, lines } = makeLogLines();
  const nameOf = ({ context }: Commit<DomainEvent>): string => context.correlationId;
  const handler = projectCommits(
    {
      take: async (commit) => {
        const error = take[nameOf(commit)];
        if (error !== undefined) throw error;
        taken.push(nameOf(commit));
      },
      finish: async (commits) => void finished.push(commits.map(nameOf)),
    },
    {
      service: 'shop',
      contracts: [orderTaken],
      park: {
        park: async (event) => {
          if (park !== undefined) throw park;
          parked.push(event);
        },
      },
      logger,
    },
  );
  return { handler, taken, finished, parked, lines };
}

const record = (index: number, stream: string) => commitRecord(index, { stream, context: { correlationId: stream } });
const batch = { Records: [record(0, 'a'), record(1, 'b'), record(2, 'c')] };

describe('a projection of a table stream', () => {
  it('takes each commit in, and finishes once with all of them', async () => {
    const { handler, taken, finished } = makeSpecProjection();
    expect(await handler(batch)).toEqual({ batchItemFailures: [] });
    expect(taken).toEqual(['a', 'b', 'c']);
    expect(finished).toEqual([['a', 'b', 'c']]);
  });

  it('passes over what is no commit', async () => {
    const { handler, finished, parked } = makeSpecProjection();
    expect(await handler({ Records: [imageRecord(0, { pk: 'x', sk: 'snapshot', kind: 'snapshot' })] })).toEqual({
      batchItemFailures: [],
    });
    expect([finished, parked]).toEqual([[], []]);
  });

  it.each([
    ['code of ours breaks on', new TypeError('no lines')],
    ['AWS refuses for good', answerOf('ValidationException', 400)],
  ])('parks a commit that %s, and takes in the others', async (_, error) => {
    const { handler, taken, finished, parked, lines } = makeSpecProjection({ take: { b: error } });
    expect(await handler(batch)).toEqual({ batchItemFailures: [] });
    expect(taken).toEqual(['a', 'c']);
    expect(finished).toEqual([['a', 'c']]);
    const reason = `${error.name}: ${error.message}`;
    expect(parked).toEqual([{ stream: 'b', position: 1, eventId: 'b/1', type: 'OrderTaken', reason }]);
    const { traceparent } = SAMPLE_CONTEXT;
    expect(lines).toMatchObject([{ level: 'error', eventId: 'b/1', correlationId: 'b', traceparent, reason }]);
  });

  it('parks a commit that breaks a contract, and knows none for events of newer code', async () => {
    const { handler, taken, parked } = makeSpecProjection();
    const bad = commitRecord(0, { stream: 'a', events: [orderTakenEvent({ totalMinor: -1 })] });
    const newer = [
      { ...orderTakenEvent(), version: 3, data: {} },
      { type: 'OrderShipped', version: 1, data: {} },
    ];
    const good = commitRecord(1, { stream: 'b', context: { correlationId: 'b' }, events: newer });
    expect(await handler({ Records: [bad, good] })).toEqual({ batchItemFailures: [] });
    expect(taken).toEqual(['b']);
    expect(parked).toMatchObject([
      { stream: 'a', reason: expect.stringMatching(/^ContractViolationError: .*\/data\/totalMinor/u) },
    ]);
  });

  it.each([
    ['without events', { pk: 'p', sk: '0000000001', kind: 'commit' }],
    ['without a position', { pk: 'p', sk: '0000000001', kind: 'commit', events: 'none' }],
  ])('parks a commit %s by its key', async (_, item) => {
    const { handler, taken, parked } = makeSpecProjection({ take: { undefined: new TypeError('not a commit') } });
    expect(await handler({ Records: [imageRecord(0, item), record(1, 'b')] })).toEqual({ batchItemFailures: [] });
    expect(taken).toEqual(['b']);
    expect(parked).toMatchObject([{ stream: 'p' }]);
  });

  it.each([
    ['a throttled write', answerOf('ThrottlingException', 400)],
    ['a failing table', answerOf('InternalServerError', 500)],
    ['a missing permission', answerOf('AccessDeniedException', 400)],
    ['a broken connection', Object.assign(new Error('reset'), { code: 'ECONNRESET' })],
    ['no answer in time', Object.assign(new Error('late'), { name: 'TimeoutError' })],
  ])('has a commit delivered again after %s, and what follows it, and parks nothing', async (_, error) => {
    const { handler, taken, parked, lines } = makeSpecProjection({ take: { b: error } });
    expect(await handler(batch)).toEqual({ batchItemFailures: [{ itemIdentifier: 's1' }] });
    expect(taken).toEqual(['a', 'c']);
    expect(parked).toEqual([]);
    expect(lines).toMatchObject([{ level: 'warn', correlationId: 'b', error }]);
  });

  it('has a commit delivered again that cannot even be parked', async () => {
    const breaks = { take: { c: new TypeError('no lines') }, park: new TypeError('queue gone') };
    const { handler, taken } = makeSpecProjection(breaks);
    expect(await handler(batch)).toEqual({ batchItemFailures: [{ itemIdentifier: 's2' }] });
    expect(taken).toEqual(['a', 'b']);
  });
});
