import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpuMsOf, placeOrder, startProcess } from './support/running-system.ts';
import { median } from './support/statistics.ts';

const RUNS = 7;

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(3)} s`;

/** What one start took, in milliseconds: by the clock, and of the cores. */
interface Boot {
  readonly wallMs: number;
  readonly cpuMs: number;
}

/** Prints what it used when it is done, since nobody can ask a process that has ended. */
const EMPTY = 'const { user, system } = process.cpuUsage(); console.log((user + system) / 1000)';

async function emptyNode(): Promise<Boot> {
  const start = performance.now();
  const child = spawn(process.execPath, ['-e', EMPTY], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await once(child, 'close');
  return { wallMs: performance.now() - start, cpuMs: Number(text) };
}

async function firstOrder(): Promise<Boot> {
  const start = performance.now();
  const system = await startProcess();
  const status = await placeOrder(system, 'boot');
  const boot = { wallMs: performance.now() - start, cpuMs: cpuMsOf(system.pid) };
  await system.stop();
  if (status !== 202) throw new RangeError(`The first order was answered ${status}.`);
  return boot;
}

const row = (boots: readonly Boot[]): object => {
  const walls = boots.map(({ wallMs }) => wallMs);
  return {
    median: seconds(median(walls)),
    min: seconds(Math.min(...walls)),
    max: seconds(Math.max(...walls)),
    'CPU median': seconds(median(boots.map(({ cpuMs }) => cpuMs))),
  };
};

/**
 * From starting the process, with cached templates, to the 202 of the first order; beside an empty Node process. The CPU time
 * is that of all cores together: on a busy machine it is the steadier figure.
 */
export async function run(): Promise<void> {
  await firstOrder();
  const boots: Boot[] = [];
  const empties: Boot[] = [];
  for (let index = 0; index < RUNS; index += 1) {
    boots.push(await firstOrder());
    empties.push(await emptyNode());
  }
  console.table({ 'first accepted order': row(boots), [`empty Node ${process.version}`]: row(empties) });
  const ratio = median(boots.map(({ wallMs }) => wallMs)) / median(empties.map(({ wallMs }) => wallMs));
  console.log(`ratio ${ratio.toFixed(1)}x; reach: at most 1.0 s, beat: 0.4 s`);
}
