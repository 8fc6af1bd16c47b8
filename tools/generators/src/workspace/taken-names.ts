import type { Tree } from '@nx/devkit';
import { contractsIn, CONTRACTS } from '../contracts/tree-contracts.ts';
import { readJsonFile, textAt } from './json-file.ts';
import { refuse } from './refusal.ts';

/** Folders whose folders are packages or projects. */
const PARENTS = ['libs', 'tools', 'services'];
const OTHERS = ['infra', 'e2e', CONTRACTS];
const MANIFESTS = ['package.json', 'project.json'];

/**
 * Checks that a service's name means no other package or project: two of one name, and Nx and npm do nothing any more.
 * @throws {GeneratorRefusalError} names the folder that has it.
 */
export function assertServiceNameIsFree(tree: Tree, service: string): void {
  const folders = [...PARENTS.flatMap((parent) => tree.children(parent).map((name) => `${parent}/${name}`)), ...OTHERS];
  const others = folders.filter((folder) => folder !== `services/${service}`);
  const taken = others.find((folder) => namesIn(tree, folder).includes(service)) ?? contractCalled(tree, service);
  if (taken !== undefined) refuse(`"${service}" is the name of ${taken} already: choose another name for the service.`);
}

/** What a folder is called by npm, without the scope, and by Nx. */
function namesIn(tree: Tree, folder: string): readonly string[] {
  const manifests = MANIFESTS.map((file) => `${folder}/${file}`).filter((path) => tree.exists(path));
  return manifests.map((path) => textAt(readJsonFile(tree, path), 'name').replace(/^@[^/]+\//u, ''));
}

/** The folder of the contract whose project has this name. */
function contractCalled(tree: Tree, name: string): string | undefined {
  return contractsIn(tree).find(({ owner, event }) => name === `contract-${owner}-${event}`)?.folder;
}
