import type { PendingWork } from './core/service.ts';

/** How often a waiting caller looks again whether everything has settled, in milliseconds. */
const POLL_MS = 10;

/** Looks in a row that must find nothing moving: services hand work over in turns of the event loop. */
const QUIET_LOOKS = 3;

/** Resolves true when nothing moves any more, false after `timeoutMs` of the machine's time. */
export async function settled(pending: () => readonly PendingWork[], timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  let quiet = 0;
  do {
    quiet = pending().length === 0 ? quiet + 1 : 0;
    if (quiet >= QUIET_LOOKS) return true;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  } while (Date.now() < deadline);
  return false;
}
