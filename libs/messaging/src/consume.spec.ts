import { MAX_HOPS } from '@tidings/events';
import { orderTaken } from './testing/order-taken.ts';
import { describe, expect, it } from 'vitest';
import { consume, type MessageContext } from './consume.ts';
import { makeLogLines } from './testing/log-lines.ts';
import { busEventText, queueBatch, queueRecord, SAMPLE_CONTEXT, SAMPLE_STREAM } from './testing/sample-messages.ts';

const FAILS = 'fails';

/** A consumer that keeps what it is shown and fails for orders with the correlation id `fails`. */
function makeConsumer() {
  const seen: { readonly id: string; readonly context: MessageContext }[] = [];
  const { logger, lines } = makeLogLines();
  const handler = consume(
    [orderTaken.v1.reading('orderId')],
    async ({ id, correlationId }, context) => {
      seen.push({ id, context });
      if (correlationId === FAILS) throw new TypeError('cannot handle this');
    },
    { service: 'spec', logger },
  );
  return { handler, seen, lines };
}

describe('consume', () => {
  it('hands every event over, and reports no failure', async () => {
    const { handler, seen } = makeConsumer();
    const batch = queueBatch({ id: `${SAMPLE_STREAM}/1` }, { id: `${SAMPLE_STREAM}/2` });
    expect(await handler(batch)).toEqual({ batchItemFailures: [] });
    expect(seen.map(({ id }) => id)).toEqual([`${SAMPLE_STREAM}/1`, `${SAMPLE_STREAM}/2`]);
  });

  it('tells the handler what the message follows from', async () => {
    const { handler, seen } = makeConsumer();
    await handler(queueBatch({ hops: 3, correlationId: 'c-9' }));
    expect(seen[0]?.context).toEqual({
      correlationId: 'c-9',
      causationId: `${SAMPLE_STREAM}/1`,
      traceparent: expect.stringMatching(/^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01$/u),
      hops: 3,
      messageId: 'message-0',
      receiveCount: 2,
    });
    expect(seen[0]?.context.traceparent).not.toBe(SAMPLE_CONTEXT.traceparent);
  });

  it('gives back the failed message and no other', async () => {
    const { handler, seen } = makeConsumer();
    const batch = queueBatch({}, { correlationId: FAILS }, {});
    expect(await handler(batch)).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-1' }] });
    expect(seen).toHaveLength(3);
  });

  it('gives back a message that keeps no contract without showing it to the handler', async () => {
    const { handler, seen } = makeConsumer();
    const answer = await handler({ Records: [queueRecord('{"nothing": "ours"}')] });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-0' }] });
    expect(seen).toEqual([]);
  });

  it('takes as many hops as a flow may have, and refuses one more', async () => {
    const { handler, seen } = makeConsumer();
    const answer = await handler(queueBatch({ hops: MAX_HOPS }, { hops: MAX_HOPS + 1 }));
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-1' }] });
    expect(seen).toHaveLength(1);
  });

  it.each([
    ['by the event itself', busEventText({ replay: 'may' })],
    ['by the archive', busEventText({}, { 'replay-name': 'may' })],
  ])('passes on that an event is replayed, as said %s', async (_, body) => {
    const { handler, seen } = makeConsumer();
    await handler({ Records: [queueRecord(body)] });
    expect(seen[0]?.context.replay).toBe('may');
  });

  it('hands over the fields that its readings declare, and nothing else', async () => {
    const seen: unknown[] = [];
    const handler = consume(
      [orderTaken.v1.reading('country', 'lines.sku')],
      async ({ type, data }) => {
        // @ts-expect-error what is not declared cannot be read
        seen.push({ type, data, customerId: data.customerId });
      },
      { service: 'spec', logger: makeLogLines().logger },
    );
    expect(await handler(queueBatch({}))).toEqual({ batchItemFailures: [] });
    expect(seen).toEqual([{ type: 'OrderTaken', data: { country: 'GB', lines: [{ sku: '85123A' }] } }]);
  });

  it('gives back hostile messages one by one, in short lines, and handles the others of the batch', async () => {
    const { handler, seen, lines } = makeConsumer();
    const hostile = [
      '['.repeat(20_000),
      busEventText({}, { extra: 'x'.repeat(1_000_000) }),
      busEventText().replace('"data":{', '"data":{"__proto__":{"polluted":1},'),
      busEventText().replace('"data":{', '"data":{"orderId":"other",'),
      busEventText({ correlationId: '\ud800' }),
      busEventText().replace(/"orderId":"[^"]*"/u, '"orderId":1e400'),
    ];
    const answer = await handler({ Records: [...hostile, busEventText()].map(queueRecord) });
    const failed = hostile.map((_, index) => ({ itemIdentifier: `message-${index}` }));
    expect(answer).toEqual({ batchItemFailures: failed });
    expect(seen).toHaveLength(1);
    expect(Math.max(...lines.map((line) => String(line['error']).length))).toBeLessThan(300);
    expect(({} as Readonly<Record<string, unknown>>)['polluted']).toBeUndefined();
  });

  it('takes no version as a whole', () => {
    // @ts-expect-error a consumer declares what it reads
    const make = (): unknown => consume([orderTaken.v1], async () => undefined, { service: 'spec' });
    expect(make).not.toThrow();
  });

  it('takes no two readings of one event, of which it could hand over only one', () => {
    const readings = [orderTaken.v1.reading('orderId'), orderTaken.v2.reading('lines')] as const;
    const make = (): unknown => consume(readings, async () => undefined, { service: 'spec' });
    expect(make).toThrow('The consumer declares OrderTaken twice: put all its fields into one reading');
  });

  it('acknowledges a twin without handling it, in a line for who looks for it', async () => {
    const { handler, seen, lines } = makeConsumer();
    const publishedAs = [1, 2];
    expect(await handler(queueBatch({ version: 2, publishedAs }, { publishedAs }))).toEqual({ batchItemFailures: [] });
    expect(seen).toHaveLength(1);
    expect(lines).toMatchObject([
      {
        level: 'debug',
        message: 'Event passed over: its twin is handled',
        messageId: 'message-0',
        eventId: `${SAMPLE_STREAM}/1`,
        eventType: 'OrderTaken',
        version: 2,
        handledAs: 1,
      },
      { level: 'info', message: 'Event handled', messageId: 'message-1' },
    ]);
  });

  it('logs each outcome with the ids that connect it', async () => {
    const { handler, lines } = makeConsumer();
    await handler(queueBatch({}, { correlationId: FAILS }), { functionName: 'on-order-taken' });
    const about = { functionName: 'on-order-taken', eventId: `${SAMPLE_STREAM}/1`, eventType: 'OrderTaken' };
    expect(lines).toMatchObject([
      { level: 'info', message: 'Event handled', correlationId: 'c-1', ...about },
      { level: 'error', correlationId: FAILS, error: new TypeError('cannot handle this'), ...about },
    ]);
  });
});
