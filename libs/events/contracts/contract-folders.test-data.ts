import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AnySchema } from 'ajv/dist/2020.js';
import type { AnyContract, ContractVersion } from '../src/contract.ts';

/** A contract folder, its module loaded. */
export interface ContractFolder {
  /** `<owner>/<event>` */
  readonly folder: string;
  readonly contract: AnyContract;
  readonly versions: readonly FolderVersion[];
}

/** One version in a contract folder. */
export interface FolderVersion {
  readonly name: string;
  readonly contract: AnyContract;
  readonly version: ContractVersion;
  readonly schema: AnySchema;
  readonly example: unknown;
  /** The example and each `fixtures/v<version>-*.json`. */
  readonly stored: readonly StoredData[];
}

/** Data of a version as it was stored once, by the name of its file. */
export interface StoredData {
  readonly file: string;
  readonly data: unknown;
}

/** Every contract folder in this directory, whatever there is. */
export async function contractFolders(root: string): Promise<readonly ContractFolder[]> {
  const folders = foldersIn(root).flatMap((owner) => foldersIn(join(root, owner)).map((event) => `${owner}/${event}`));
  return Promise.all(folders.map((folder) => readFolder(root, folder)));
}

async function readFolder(root: string, folder: string): Promise<ContractFolder> {
  const module = (await import(pathToFileURL(join(root, folder, 'index.ts')).href)) as Readonly<
    Record<string, AnyContract>
  >;
  const [contract, ...others] = Object.values(module);
  if (contract === undefined || others.length > 0) throw new TypeError(`${folder} must export one contract`);
  return {
    folder,
    contract,
    versions: contract.versions.map((version) => readVersion(join(root, folder), { folder, contract, version })),
  };
}

function readVersion(
  path: string,
  { folder, contract, version }: { readonly folder: string } & Pick<FolderVersion, 'contract' | 'version'>,
): FolderVersion {
  const prefix = `v${version.version}`;
  const example = readJson(join(path, `${prefix}.example.json`));
  const fixtures = filesIn(join(path, 'fixtures')).filter((file) => file.startsWith(`${prefix}-`));
  return {
    name: `${folder} version ${version.version}`,
    contract,
    version,
    schema: readJson(join(path, `${prefix}.schema.json`)) as AnySchema,
    example,
    stored: [
      { file: `${prefix}.example.json`, data: example },
      ...fixtures.map((file) => ({ file: `fixtures/${file}`, data: readJson(join(path, 'fixtures', file)) })),
    ],
  };
}

function foldersIn(path: string): readonly string[] {
  const entries = readdirSync(path, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}

function filesIn(path: string): readonly string[] {
  try {
    return readdirSync(path).sort();
  } catch {
    return [];
  }
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
