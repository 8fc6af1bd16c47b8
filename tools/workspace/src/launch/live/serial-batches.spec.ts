import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SerialBatches } from './serial-batches.ts';

interface Bed {
  readonly batches: SerialBatches;
  readonly begun: string[][];
  /** Ends the batch under way. */
  readonly end: () => Promise<void>;
}

function makeBed(): Bed {
  const begun: string[][] = [];
  const ends: (() => void)[] = [];
  const batches = new SerialBatches((names) => {
    begun.push([...names]);
    return new Promise((resolve) => ends.push(resolve));
  });
  const end = async (): Promise<void> => {
    ends.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
  };
  return { batches, begun, end };
}

describe('SerialBatches', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('hands on together what comes close together, each once', async () => {
    const { batches, begun } = makeBed();
    for (const name of ['a', 'b', 'a']) {
      batches.add(name);
      await vi.advanceTimersByTimeAsync(39);
    }
    expect(begun).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(begun).toEqual([['a', 'b']]);
  });

  it('makes the next batch of what comes during one, when that is done', async () => {
    const { batches, begun, end } = makeBed();
    batches.add('a');
    await vi.advanceTimersByTimeAsync(40);
    batches.add('a');
    batches.add('b');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(begun).toEqual([['a']]);
    await end();
    await vi.advanceTimersByTimeAsync(40);
    expect(begun).toEqual([['a'], ['a', 'b']]);
    await end();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(begun).toHaveLength(2);
  });

  it('stops when the batch under way is done, and begins no other', async () => {
    const { batches, begun, end } = makeBed();
    batches.add('a');
    await vi.advanceTimersByTimeAsync(40);
    batches.add('b');
    const stopped = vi.fn<() => void>();
    void batches.stop().then(stopped);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(stopped).not.toHaveBeenCalled();
    await end();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(stopped).toHaveBeenCalledOnce();
    batches.add('c');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(begun).toEqual([['a']]);
  });
});
