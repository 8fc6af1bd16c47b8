import { setTimeout } from 'node:timers/promises';

/** Lets time pass before the next try; tests hand in one that does not. */
export type Wait = (maxMs: number) => Promise<void>;

/** Waits for a random part of `maxMs`, so that writers who met once do not meet again. */
export async function pause(maxMs: number): Promise<void> {
  await setTimeout(Math.random() * maxMs);
}
