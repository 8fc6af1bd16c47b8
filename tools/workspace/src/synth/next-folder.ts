import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '../processes/is-alive.ts';

const NEXT = /^cdk\.next-(?<pid>\d+)/u;

/**
 * Makes the empty folder of a project that only this process writes its assembly to, and removes those of processes that were
 * killed.
 */
export function makeNextFolder(project: string): string {
  for (const name of readdirSync(project)) {
    const pid = NEXT.exec(name)?.groups?.['pid'];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(project, name), { recursive: true, force: true });
  }
  const next = join(project, `cdk.next-${process.pid}`);
  rmSync(next, { recursive: true, force: true });
  mkdirSync(next);
  return next;
}
