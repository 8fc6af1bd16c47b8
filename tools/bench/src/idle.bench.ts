import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { placeOrder, startProcess } from './support/running-system.ts';

const MEBIBYTE = 1024 * 1024;

/** Proportional set size: shared pages are counted once among those who share them. man7.org/linux/man-pages/man5/proc.5.html */
function memoryOf(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return (Number(/^Pss:\s+(\d+) kB/mu.exec(rollup)?.[1] ?? 0) * 1024) / MEBIBYTE;
}

/** How long a process is left alone before its memory is read, in milliseconds. */
const REST_MS = 3_000;

/** Environments that nobody uses end after 20 s, and V8 gives their pages back some seconds later. */
const LONG_REST_MS = 40_000;

const rest = (forMs = REST_MS): Promise<void> => new Promise((resolve) => setTimeout(resolve, forMs));

async function idleNode(): Promise<number> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 60_000)'], { stdio: 'ignore' });
  await rest();
  const memory = memoryOf(child.pid ?? 0);
  child.kill();
  return memory;
}

/**
 * Memory of the whole system at rest: as started, after orders made each function of their way start, and when it has idled
 * for a while. Linux only.
 */
export async function run(): Promise<void> {
  const system = await startProcess();
  await rest();
  const started = memoryOf(system.pid);
  for (let index = 0; index < 20; index += 1) await placeOrder(system, `idle-${index}`);
  await rest();
  const used = memoryOf(system.pid);
  await rest(LONG_REST_MS);
  const idling = memoryOf(system.pid);
  await system.stop();
  const idle = await idleNode();
  const row = (memory: number): object => ({ MiB: memory.toFixed(1), 'times idle Node': (memory / idle).toFixed(1) });
  console.table({
    'system, as started': row(started),
    [`system, ${REST_MS / 1000} s after 20 orders`]: row(used),
    [`system, ${(REST_MS + LONG_REST_MS) / 1000} s after 20 orders`]: row(idling),
    [`idle Node ${process.version}`]: row(idle),
  });
  console.log(
    'reach: at most 150 MiB, beat: 100 MiB; published without functions: LocalStack 143 MiB, AWS Emulator 172 MiB',
  );
}
