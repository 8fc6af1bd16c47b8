import { describe, expect, it } from 'vitest';
import { readCoreTime, wereCoresBusy } from './core-time.ts';

describe('the time of the cores', () => {
  it('only grows', () => {
    const before = readCoreTime();
    const after = readCoreTime();
    expect(after.totalMs).toBeGreaterThanOrEqual(before.totalMs);
    expect(before.totalMs).toBeGreaterThan(0);
  });

  it.each([
    { idleMs: 99, busy: true },
    { idleMs: 100, busy: false },
    { idleMs: 1000, busy: false },
  ])('of which $idleMs in 1,000 ms were idle makes them busy: $busy', ({ idleMs, busy }) => {
    const before = { idleMs: 5_000, totalMs: 50_000 };
    expect(wereCoresBusy(before, { idleMs: 5_000 + idleMs, totalMs: 51_000 })).toBe(busy);
  });

  it('says nothing of busy cores when no time has passed', () => {
    const now = { idleMs: 1, totalMs: 2 };
    expect(wereCoresBusy(now, now)).toBe(false);
  });
});
