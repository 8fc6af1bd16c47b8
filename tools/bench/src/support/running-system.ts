import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Endpoints } from '@tidings/workspace/launch';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

/** A system started as `npm start` does, in a process of its own, on any free port. */
export interface RunningSystem {
  readonly pid: number;
  readonly aws: string;
  readonly orders: string;
  readonly token: string;
  stop(): Promise<void>;
}

/** The process ended before it said where it listens. */
export class SystemNotStartedError extends Error {
  override readonly name = 'SystemNotStartedError';
}

async function endpointsFrom(child: ChildProcess): Promise<Endpoints> {
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk);
    const line = text.split('\n').find((one) => one.startsWith('{'));
    if (line !== undefined && text.includes('\n')) return JSON.parse(line) as Endpoints;
  }
  throw new SystemNotStartedError(`The system said: ${text}`);
}

/** Starts the system as `npm start` does, from the cached templates. */
export async function startProcess(): Promise<RunningSystem> {
  const child = spawn(process.execPath, ['tools/workspace/bin/start.mjs', '--port', '0', '--json'], {
    cwd: ROOT,
    env: { ...process.env, MALLOC_ARENA_MAX: '1' }, // As the script `start` in package.json says.
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const { aws, orders, token } = await endpointsFrom(child);
  return {
    pid: child.pid ?? 0,
    aws,
    orders,
    token,
    stop: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** How many times a second Linux counts: `getconf CLK_TCK`, the same on all its platforms. */
const TICKS_PER_SECOND = 100;

/** CPU time of a process and all its threads so far, in milliseconds. man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
export function cpuMsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND;
}

/** Places one order of one line. Resolves with the HTTP status. */
export async function placeOrder(
  { orders, token }: Pick<RunningSystem, 'orders' | 'token'>,
  key: string,
): Promise<number> {
  const line = { sku: '71053', description: 'White metal lantern', quantity: 6, unitPriceMinor: 339 };
  const response = await fetch(`${orders}/orders`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({
      contact: { email: 'ada@example.com', name: 'Ada' },
      country: 'GB',
      currency: 'GBP',
      lines: [line],
    }),
  });
  await response.arrayBuffer();
  return response.status;
}
