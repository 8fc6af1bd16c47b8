import type { Tree } from '@nx/devkit';

/** The contract as code names it, and where it is imported from. */
export interface ContractName {
  /** `orderArchived`. */
  readonly camel: string;
  /** `@tidings/events/orders/order-archived`. */
  readonly module: string;
}

/** The list of contracts that a publisher has, in a service's composition or its stack. */
const LIST = /((?:\bcontracts:|\bCONTRACTS(?:: [^=]+)? =) \[)([^\]]*)(\])/u;

const CONTRACT_IMPORT = /^import \{[^}]*\} from '(@tidings\/events\/[^']+)';$/gmu;

/**
 * Adds a contract to the lists of a service's publisher: what its composition publishes, and what its stack says.
 * @returns the files in which there is no such list, to be told.
 */
export function wirePublisher(tree: Tree, service: string, contract: ContractName): readonly string[] {
  const root = `services/${service}`;
  const files = [`${root}/src/composition.ts`, `${root}/infra/${service}-stack.ts`];
  return files.filter((file) => !addContract(tree, file, contract));
}

/** @returns whether the file lists the contract now. */
function addContract(tree: Tree, file: string, { camel, module }: ContractName): boolean {
  const code = tree.read(file, 'utf8') ?? '';
  const [, , listed] = LIST.exec(code) ?? [];
  if (listed === undefined) return false;
  const names = listed
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (names.includes(camel)) return true;
  const withName = code.replace(LIST, `$1${[...names, camel].join(', ')}$3`);
  tree.write(file, withImport(withName, `import { ${camel} } from '${module}';`, module));
  return true;
}

/** Puts an import where its module's name belongs among those of other contracts, or first. */
function withImport(code: string, line: string, module: string): string {
  const others = [...code.matchAll(CONTRACT_IMPORT)];
  const after = others.findLast(([, name = '']) => name < module);
  if (after !== undefined) return insert(code, after.index + after[0].length, `\n${line}`);
  const [first] = others;
  return insert(code, first?.index ?? 0, `${line}\n`);
}

function insert(code: string, at: number, text: string): string {
  return code.slice(0, at) + text + code.slice(at);
}
