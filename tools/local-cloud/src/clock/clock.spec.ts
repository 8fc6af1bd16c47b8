import { describe, expect, it } from 'vitest';
import { makeClock } from './clock.ts';

const NOON = Date.UTC(2026, 0, 1, 12);

describe('the clock', () => {
  it('runs what falls due in order, each at its own due time', async () => {
    const clock = makeClock(() => NOON);
    const seen: (readonly [string, number])[] = [];
    clock.after(2_000, () => seen.push(['second', clock.now() - NOON]));
    clock.after(1_000, () => seen.push(['first', clock.now() - NOON]));
    await clock.advance(5_000);
    expect(seen).toEqual([
      ['first', 1_000],
      ['second', 2_000],
    ]);
    expect(clock.now()).toBe(NOON + 5_000);
    expect(clock.offset()).toBe(5_000);
  });

  it('runs work that due work schedules inside the same span', async () => {
    const clock = makeClock(() => NOON);
    const at: number[] = [];
    clock.after(1_000, () => clock.after(1_000, () => at.push(clock.now() - NOON)));
    await clock.advance(2_000);
    expect(at).toEqual([2_000]);
  });

  it('goes as far as all who advance it at once want together', async () => {
    const clock = makeClock(() => NOON);
    const seen: number[] = [];
    clock.after(1_500, () => seen.push(clock.now() - NOON));
    await Promise.all([clock.advance(1_000), clock.advance(1_000)]);
    expect(clock.offset()).toBe(2_000);
    expect(seen).toEqual([1_500]);
  });

  it('runs nothing that was cancelled, and nothing that is not due', async () => {
    const clock = makeClock(() => NOON);
    const ran: string[] = [];
    const cancel = clock.after(1_000, () => ran.push('cancelled'));
    clock.after(3_000, () => ran.push('later'));
    cancel();
    await clock.advance(2_000);
    expect(ran).toEqual([]);
  });

  it('wakes a sleeper when its time comes or when it is aborted', async () => {
    const clock = makeClock(() => NOON);
    const woken: string[] = [];
    const abort = new AbortController();
    const byTime = clock.sleep(1_000).then(() => woken.push('time'));
    const byAbort = clock.sleep(60_000, abort.signal).then(() => woken.push('abort'));
    await clock.advance(1_000);
    await byTime;
    expect(woken).toEqual(['time']);
    abort.abort();
    await byAbort;
    expect(woken).toEqual(['time', 'abort']);
  });

  it('runs due work without being advanced, as time passes', async () => {
    const clock = makeClock();
    const start = clock.now();
    await clock.sleep(15);
    expect(clock.now() - start).toBeGreaterThanOrEqual(15);
  });
});
