import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { CONTRACTS_FOLDER } from './contracts/contract-folder.ts';
import { CannotJudgeError } from './errors.ts';

/**
 * The workspace's folder: the one that was asked for, or else the nearest from here upwards that has contracts.
 * @throws {CannotJudgeError} there is none.
 */
export function findWorkspace(asked?: string): string {
  const start = resolve(asked ?? '.');
  const candidates = asked === undefined ? upwards(start) : [start];
  const found = candidates.find((folder) => existsSync(join(folder, CONTRACTS_FOLDER)));
  if (found !== undefined) return found;
  throw new CannotJudgeError(
    `there is no ${CONTRACTS_FOLDER} in ${start}: run this inside the workspace, or pass --workspace <dir>`,
  );
}

function upwards(folder: string): readonly string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...upwards(parent)];
}
