import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { Tree } from '@nx/devkit';
import { ContractSourceError } from '@tidings/event-schemas';
import { generateFiles } from '@tidings/workspace/generate-contracts';
import { CONTRACTS } from '../contracts/tree-contracts.ts';
import { refuse } from '../workspace/refusal.ts';

/**
 * Writes what is generated from a contract folder: its module, validators and Python. The folder may be in the tree only,
 * so it is generated from a copy elsewhere.
 * @throws {GeneratorRefusalError} the folder breaks the rules of contract folders.
 */
export function writeGeneratedModules(tree: Tree, contract: string): void {
  const root = mkdtempSync(join(tmpdir(), 'tidings-contract-'));
  try {
    const folder = `${CONTRACTS}/${contract}`;
    for (const file of tree.children(folder).filter((name) => tree.isFile(`${folder}/${name}`))) {
      const path = join(root, folder, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, tree.read(`${folder}/${file}`) ?? '');
    }
    for (const { path, text } of generateFiles(join(root, 'libs/events'), contract)) {
      tree.write(relative(root, path), text);
    }
  } catch (error) {
    if (!(error instanceof ContractSourceError)) throw error;
    refuse(`${relative(root, error.file)}: ${error.problem}.`);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
