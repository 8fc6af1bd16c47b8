import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeClock } from '../../../clock/clock.ts';
import { withDefaults } from './attributes.ts';
import { letter, Play, step } from './queue-play.ts';
import { Queue } from './queue.ts';

describe('Queue', () => {
  it.each([
    ['standard', false],
    ['FIFO', true],
  ])('that is %s loses nothing, hides what is with a receiver and keeps order where it must', async (...[, fifo]) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const play = new Play(fifo);
        for (const next of steps) await play.take(next);
        await play.drain();
        expect(play.problems).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('is caught when it gives back what is with a receiver', async () => {
    const play = new Play(false, 1_000);
    const receive = { kind: 'receive', max: 1 } as const;
    for (const next of [
      { kind: 'send', group: 'a', delay: 0 } as const,
      receive,
      { kind: 'wait', ms: 1_000 } as const,
      receive,
    ])
      await play.take(next);
    expect(play.problems).toContain('what is with a receiver is hidden');
  });

  it('gives 20,000 messages of 1,000 groups, each once', () => {
    const quiet = { wake: () => undefined, bury: () => false };
    const attributes = withDefaults({}, true);
    const queue = new Queue({ name: 'q.fifo', arn: 'arn:q', attributes, clock: makeClock(() => 0), ...quiet });
    for (let n = 0; n < 20_000; n += 1) queue.send(letter('x', `group-${n % 1_000}`));
    const receive = () => queue.receive({ max: 10, visibilitySeconds: 60 });
    let received = 0;
    for (let batch = receive(); batch.length > 0; batch = receive()) {
      received += batch.length;
      for (const message of batch) queue.remove(queue.handleOf(message));
    }
    expect(received).toBe(20_000);
    expect(queue.counts()).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
  });
});
