import type { RunningCloud } from '@tidings/local-cloud';
import type { Progress } from './progress.ts';

/** How long one look lasts before progress is shown. */
const LOOK_MS = 500;

/**
 * How long the same work may stand still before the wait is given up: longer than a failing message needs to become a dead
 * letter, which is five deliveries three minutes apart.
 */
const GIVE_UP_MS = 20 * 60_000;

/**
 * Waits until nothing moves in a cloud any more.
 * @returns nothing, or what still moves although it has not changed for a long time.
 */
export async function untilQuiet(cloud: RunningCloud, progress: Progress): Promise<readonly string[]> {
  let last = '';
  let changedAt = performance.now();
  while (!(await cloud.settled(LOOK_MS))) {
    const pending = cloud.pending().map(({ what }) => what);
    const now = pending.join('; ');
    progress.show(`waiting for ${now}`.slice(0, 160));
    if (now !== last) changedAt = performance.now();
    last = now;
    if (performance.now() - changedAt > GIVE_UP_MS) return pending;
  }
  return [];
}
