import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
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

/** Starts `tools/bench/src/support/serve.ts`, which launches from the cached templates and prints its endpoints. */
export async function startProcess(): Promise<RunningSystem> {
  const child = spawn(process.execPath, ['tools/bench/src/support/serve.ts'], {
    cwd: ROOT,
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
