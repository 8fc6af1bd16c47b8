import { describe, expect, it } from 'vitest';
import { StreamConflictError } from './errors.ts';
import { retryOnConflict } from './retry-on-conflict.ts';

const conflictUntil = (successAt: number) => {
  const attempts: number[] = [];
  const useCase = async (attempt: number): Promise<string> => {
    attempts.push(attempt);
    if (attempt < successAt) throw new StreamConflictError('sum-1', 0);
    return 'done';
  };
  return { attempts, useCase };
};

describe('retryOnConflict', () => {
  it('runs a use case that meets nobody once', async () => {
    const { attempts, useCase } = conflictUntil(1);
    expect(await retryOnConflict(useCase)).toBe('done');
    expect(attempts).toEqual([1]);
  });

  it('runs the whole use case again after a conflict', async () => {
    const { attempts, useCase } = conflictUntil(3);
    expect(await retryOnConflict(useCase)).toBe('done');
    expect(attempts).toEqual([1, 2, 3]);
  });

  it('gives up after the third conflict', async () => {
    const { attempts, useCase } = conflictUntil(4);
    await expect(retryOnConflict(useCase)).rejects.toThrow(StreamConflictError);
    expect(attempts).toEqual([1, 2, 3]);
  });

  it('runs as often as it is told', async () => {
    const { useCase } = conflictUntil(5);
    expect(await retryOnConflict(useCase, { attempts: 5 })).toBe('done');
  });

  it('does not repeat a use case that fails for another reason', async () => {
    let runs = 0;
    const failing = async (): Promise<never> => {
      runs += 1;
      throw new TypeError('broken');
    };
    await expect(retryOnConflict(failing)).rejects.toThrow(TypeError);
    expect(runs).toBe(1);
  });
});
