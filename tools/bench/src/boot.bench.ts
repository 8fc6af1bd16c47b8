import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { placeOrder, startProcess } from './support/running-system.ts';
import { median } from './support/statistics.ts';

const RUNS = 7;

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(3)} s`;

async function emptyNode(): Promise<number> {
  const start = performance.now();
  await once(spawn(process.execPath, ['-e', ''], { stdio: 'ignore' }), 'exit');
  return performance.now() - start;
}

async function firstOrder(): Promise<number> {
  const start = performance.now();
  const system = await startProcess();
  const status = await placeOrder(system, 'boot');
  const took = performance.now() - start;
  await system.stop();
  if (status !== 202) throw new RangeError(`The first order was answered ${status}.`);
  return took;
}

/** From starting the process, with cached templates, to the 202 of the first order; beside an empty Node process. */
export async function run(): Promise<void> {
  await firstOrder();
  const boots: number[] = [];
  const empties: number[] = [];
  for (let index = 0; index < RUNS; index += 1) {
    boots.push(await firstOrder());
    empties.push(await emptyNode());
  }
  console.table({
    'first accepted order': {
      median: seconds(median(boots)),
      min: seconds(Math.min(...boots)),
      max: seconds(Math.max(...boots)),
    },
    [`empty Node ${process.version}`]: {
      median: seconds(median(empties)),
      min: seconds(Math.min(...empties)),
      max: seconds(Math.max(...empties)),
    },
  });
  console.log(`ratio ${(median(boots) / median(empties)).toFixed(1)}x; reach: at most 1.0 s, beat: 0.4 s`);
}
