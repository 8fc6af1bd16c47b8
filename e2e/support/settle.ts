import type { RunningCloud } from '@tidings/local-cloud';

/** How long running work gets to finish before it is asked whether it only waits for time to pass, in milliseconds. */
const WORK_MS = 400;

/** A flow that needs longer than this of the machine's time hangs. */
const LIMIT_MS = 40_000;

/** The system did not come to rest: says what still moves. */
export class NotSettledError extends Error {
  override readonly name = 'NotSettledError';
}

/** Milliseconds to the next thing that waits for time to pass; undefined while something else still works. */
function waitOf(cloud: RunningCloud): number | undefined {
  const now = cloud.clock.now();
  const dues = cloud.pending().map(({ dueAt }) => dueAt ?? now);
  return dues.some((due) => due <= now) ? undefined : Math.min(...dues) - now;
}

/**
 * Waits until nothing moves any more. What waits for time to pass (a retry, a message that is invisible) does not wait: the
 * cloud's clock is moved to the moment.
 * @throws {NotSettledError} after 40 seconds.
 */
export async function settle(cloud: RunningCloud): Promise<void> {
  const deadline = Date.now() + LIMIT_MS;
  while (Date.now() < deadline) {
    if (await cloud.settled(WORK_MS)) return;
    const wait = waitOf(cloud);
    if (wait !== undefined && Number.isFinite(wait)) await cloud.clock.advance(wait);
  }
  throw new NotSettledError(
    cloud
      .pending()
      .map(({ what }) => what)
      .join('; '),
  );
}
