import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Bytes of a page and ticks of a second, as Linux counts them on x86-64 and arm64. Source: man7.org/linux/man-pages/man5/proc.5.html */
const PAGE_BYTES = 4096;
const TICKS_PER_SECOND = 100;

function statOf(pid: number): readonly string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

/** Milliseconds of processor time of a process; undefined where the machine does not tell cheaply. */
export function cpuMs(pid: number): number | undefined {
  const stat = statOf(pid);
  return stat && ((Number(stat[11]) + Number(stat[12])) * 1000) / TICKS_PER_SECOND;
}

/**
 * Bytes that a process holds in memory: from `/proc` on Linux, from `ps` elsewhere. What it merely reserved does not count,
 * of which Python reserves much. Undefined when it is gone.
 */
export async function residentBytes(pid: number): Promise<number | undefined> {
  if (process.platform === 'linux') {
    const stat = statOf(pid);
    return stat && Number(stat[21]) * PAGE_BYTES;
  }
  return new Promise((resolve) => {
    execFile('ps', ['-o', 'rss=', '-p', String(pid)], (error, output) =>
      resolve(error ? undefined : Number(output.trim()) * 1024),
    );
  });
}
