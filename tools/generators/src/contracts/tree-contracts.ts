import type { Tree } from '@nx/devkit';
import { type ContractSource, type FileTree, readContracts } from '@tidings/event-schemas';
import { didYouMean } from '../workspace/nearest.ts';
import { refuse } from '../workspace/refusal.ts';

/** Where contract folders are. */
export const CONTRACTS = 'libs/events/contracts';

/** Every contract of the workspace, those included that a generator has only just written. */
export function contractsIn(tree: Tree): readonly ContractSource[] {
  return readContracts(CONTRACTS, filesOf(tree));
}

/**
 * The contracts that a list names, by type (`OrderPlaced`) or folder (`orders/order-placed`), each once.
 * @throws {GeneratorRefusalError} the list is empty or names what is not there; the sentence lists what is.
 */
export function findContracts(tree: Tree, list: string): readonly ContractSource[] {
  const known = contractsIn(tree);
  const wanted = list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (wanted.length === 0) refuse(`--events names no event. ${listing(known)}`);
  return [...new Set(wanted.map((name) => findContract(known, name)))];
}

function findContract(known: readonly ContractSource[], name: string): ContractSource {
  const named = known.filter((contract) => contract.type === name || pathOf(contract) === name);
  const [only, ...others] = named;
  if (only === undefined) {
    const spellings = known.flatMap((contract) => [contract.type, pathOf(contract)]);
    refuse(`There is no event "${name}".${didYouMean(name, spellings)} ${listing(known)}`);
  }
  if (others.length > 0) refuse(`Several services have an event ${name}: choose ${named.map(pathOf).join(' or ')}.`);
  return only;
}

/** `orders/order-placed`. */
export function pathOf({ owner, event }: ContractSource): string {
  return `${owner}/${event}`;
}

function listing(known: readonly ContractSource[]): string {
  if (known.length === 0) return 'There are none yet: make one with npx nx g @tidings/generators:event.';
  return `Known events: ${known.map((contract) => `${contract.type} (${pathOf(contract)})`).join(', ')}.`;
}

function filesOf(tree: Tree): FileTree {
  return {
    list: (folder) =>
      tree
        .children(folder)
        .toSorted()
        .map((name) => ({ name, isFolder: !tree.isFile(`${folder}/${name}`) })),
    read: (path) => tree.read(path, 'utf8') ?? undefined,
  };
}
