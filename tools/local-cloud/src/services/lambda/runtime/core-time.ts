import { cpus } from 'node:os';

/** What the machine's cores have done since they were started, in milliseconds over all of them. */
export interface CoreTime {
  readonly idleMs: number;
  readonly totalMs: number;
}

export function readCoreTime(): CoreTime {
  let idleMs = 0;
  let totalMs = 0;
  for (const { times } of cpus()) {
    idleMs += times.idle;
    totalMs += times.user + times.nice + times.sys + times.irq + times.idle;
  }
  return { idleMs, totalMs };
}

/** Cores count as busy together when they have idled less than this share of the time. */
const BUSY_BELOW_IDLE_SHARE = 0.1;

/** Whether the cores had nothing to spare between two looks. */
export function wereCoresBusy(before: CoreTime, after: CoreTime): boolean {
  const totalMs = after.totalMs - before.totalMs;
  return totalMs > 0 && (after.idleMs - before.idleMs) / totalMs < BUSY_BELOW_IDLE_SHARE;
}
