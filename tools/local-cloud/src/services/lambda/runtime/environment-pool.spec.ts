import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EnvironmentPool, RETIRE_AFTER_MS, type EnvironmentBudget, type Lease } from './environment-pool.ts';
import type { Environment, RuntimeOutcome } from './runtime.ts';

type Exit = Extract<RuntimeOutcome, { kind: 'exit' }>;

/** An environment that starts when it is told and only counts. */
class FakeEnvironment implements Environment {
  readonly started: Promise<Exit | undefined>;
  readonly start: (exit?: Exit) => void;
  ended = false;
  isAtWork = false;

  constructor() {
    const { promise, resolve } = Promise.withResolvers<Exit | undefined>();
    this.started = promise;
    this.start = resolve;
  }

  invoke(): Promise<RuntimeOutcome> {
    return Promise.resolve({ kind: 'result', payload: 'null' });
  }

  kill(): void {
    this.ended = true;
  }

  /** Runs code all the time, or never. */
  activeMs(): number {
    return this.isAtWork ? performance.now() : 0;
  }
}

/** Cores that do nothing, or nothing but work. */
const cores = (share: 'idle' | 'busy'): EnvironmentBudget['coreTime'] => {
  let totalMs = 0;
  return () => {
    totalMs += 1000;
    return { totalMs, idleMs: share === 'idle' ? totalMs : 0 };
  };
};

function makePool(budget: EnvironmentBudget = { maxExtra: 2, extra: 0, coreTime: cores('idle') }): {
  readonly pool: EnvironmentPool<undefined>;
  readonly made: FakeEnvironment[];
} {
  const made: FakeEnvironment[] = [];
  const start = (): { readonly environment: Environment; readonly extra: undefined } => {
    const environment = new FakeEnvironment();
    made.push(environment);
    return { environment, extra: undefined };
  };
  return { pool: new EnvironmentPool({ start, budget }), made };
}

async function heldOf(lease: Promise<Lease<undefined>>): Promise<Extract<Lease<undefined>, { kind: 'ready' }>['held']> {
  const got = await lease;
  if (got.kind !== 'ready') throw new TypeError('The environment did not start.');
  return got.held;
}

describe('EnvironmentPool', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('starts one environment for the first request and keeps it for the next', async () => {
    const { pool, made } = makePool();
    const first = pool.acquire();
    made[0]?.start();
    pool.release(await heldOf(first));
    await heldOf(pool.acquire());
    expect(made).toHaveLength(1);
  });

  it('starts an environment ahead of the first request when it is told to, and only one', async () => {
    const { pool, made } = makePool();
    pool.warm();
    pool.warm();
    const first = pool.acquire();
    made[0]?.start();
    await heldOf(first);
    expect(made).toHaveLength(1);
  });

  it('gives a waiting request the environment that is released', async () => {
    const { pool, made } = makePool();
    const [first, second] = [pool.acquire(), pool.acquire()];
    made[0]?.start();
    const held = await heldOf(first);
    pool.release(held);
    expect(await heldOf(second)).toBe(held);
    expect(made).toHaveLength(1);
  });

  it('starts another when all it has are at one request for long, within the budget', async () => {
    const { pool, made } = makePool({ maxExtra: 1, extra: 0, coreTime: cores('idle') });
    const first = pool.acquire();
    made[0]?.start();
    await heldOf(first);
    void pool.acquire();
    void pool.acquire();
    await vi.advanceTimersByTimeAsync(499);
    expect(made).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(5000);
    expect(made).toHaveLength(2);
  });

  it.each([
    { isAtWork: true, share: 'busy', growsAfterMs: 5_000 },
    { isAtWork: true, share: 'idle', growsAfterMs: 500 },
    { isAtWork: false, share: 'busy', growsAfterMs: 500 },
  ] as const)(
    'starts another after $growsAfterMs ms when the cores are $share and it is true that what it has is at work: $isAtWork',
    async ({ isAtWork, share, growsAfterMs }) => {
      const { pool, made } = makePool({ maxExtra: 1, extra: 0, coreTime: cores(share) });
      const first = pool.acquire();
      made[0]?.start();
      await heldOf(first);
      if (made[0]) made[0].isAtWork = isAtWork;
      void pool.acquire();
      await vi.advanceTimersByTimeAsync(growsAfterMs - 1);
      expect(made).toHaveLength(1);
      await vi.advanceTimersByTimeAsync(1);
      expect(made).toHaveLength(2);
    },
  );

  it('starts no other while requests wait but go through quickly', async () => {
    const { pool, made } = makePool();
    const leases = Array.from({ length: 20 }, () => pool.acquire());
    made[0]?.start();
    for (const lease of leases) {
      const held = await heldOf(lease);
      await vi.advanceTimersByTimeAsync(100);
      pool.release(held);
    }
    expect(made).toHaveLength(1);
  });

  it('ends an environment that nobody used for a while', async () => {
    const { pool, made } = makePool();
    const first = pool.acquire();
    made[0]?.start();
    pool.release(await heldOf(first));
    await vi.advanceTimersByTimeAsync(RETIRE_AFTER_MS - 1);
    expect(made[0]?.ended).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(made[0]?.ended).toBe(true);
    expect(pool.size).toBe(0);
  });

  it('ends each environment in its own time', async () => {
    const { pool, made } = makePool({ maxExtra: 1, extra: 0, coreTime: cores('idle') });
    const leases = [pool.acquire(), pool.acquire()];
    made[0]?.start();
    await vi.advanceTimersByTimeAsync(1_000);
    made[1]?.start();
    const held = await Promise.all(leases.map(heldOf));
    for (const one of held) {
      await vi.advanceTimersByTimeAsync(1_000);
      pool.release(one);
    }
    await vi.advanceTimersByTimeAsync(RETIRE_AFTER_MS - 1_000);
    expect(made.map(({ ended }) => ended)).toEqual([true, false]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(made.map(({ ended }) => ended)).toEqual([true, true]);
  });

  it('fails the request for which an environment does not start, and starts another for the next', async () => {
    const { pool, made } = makePool();
    const [first, second] = [pool.acquire(), pool.acquire()];
    const exit: Exit = { kind: 'exit', reason: 1 };
    made[0]?.start(exit);
    expect(await first).toStrictEqual({ kind: 'failed', exit });
    made[1]?.start();
    await heldOf(second);
    expect(made).toHaveLength(2);
  });

  it('replaces an environment that ended at work', async () => {
    const { pool, made } = makePool();
    const first = pool.acquire();
    made[0]?.start();
    const held = await heldOf(first);
    pool.crash();
    expect(held.environment.ended).toBe(true);
    pool.release(held);
    void pool.acquire();
    expect(made).toHaveLength(2);
  });

  it('refuses what waits when it stops, and what comes later', async () => {
    const { pool, made } = makePool();
    const waiting = pool.acquire();
    pool.stop();
    expect((await waiting).kind).toBe('failed');
    expect((await pool.acquire()).kind).toBe('failed');
    expect(made).toHaveLength(1);
    expect(made[0]?.ended).toBe(true);
  });
});
