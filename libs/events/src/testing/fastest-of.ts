/**
 * Milliseconds of processor time of the fastest of three runs, after one that warms up: what else the machine does
 * counts least there.
 */
export function fastestMs(run: () => unknown): number {
  run();
  const times = [1, 2, 3].map(() => {
    const startMs = nowMs();
    run();
    return nowMs() - startMs;
  });
  return Math.min(...times);
}

/** This thread's processor time, or the wall's where Node cannot tell it (before 23.9). */
function nowMs(): number {
  if (!('threadCpuUsage' in process)) return performance.now();
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
