import { join } from 'node:path';
import { type FileTree, diskFiles } from './file-tree.ts';
import type { Schema } from './schema.ts';
import { ContractSourceError } from './contract-source-error.ts';
import { readSchemaModel } from './read-schema-model.ts';
import type { SchemaModel } from './schema-model.ts';

/** One version of a contract as it is on disk. */
export interface ContractVersionSource {
  readonly version: number;
  /** As it is written. */
  readonly schema: Schema;
  /** What it describes, references followed. */
  readonly model: SchemaModel;
  readonly example: unknown;
  /** Data that was stored once: `fixtures/v<version>-*.json`. */
  readonly fixtures: readonly FixtureSource[];
  /** Whether `upcast-v<version>.ts` stands beside the schema: from this version to the next. */
  readonly hasUpcast: boolean;
  /** Whether `downcast-v<version>.ts` stands beside the schema: the version before is published beside this one. */
  readonly hasDowncast: boolean;
}

/** Data of a version, by the name of its file in the contract folder. */
export interface FixtureSource {
  readonly file: string;
  readonly data: unknown;
}

/** One contract folder: `contracts/<owner>/<event>`. */
export interface ContractSource {
  readonly owner: string;
  /** Name of the folder, in kebab-case. */
  readonly event: string;
  readonly folder: string;
  /** Name of the event on the wire: the title of its schemas. */
  readonly type: string;
  readonly versions: readonly ContractVersionSource[];
}

const SCHEMA_FILE = /^v(\d+)\.schema\.json$/;

/**
 * Reads every contract folder under a directory, in the order of their names.
 * @throws {ContractSourceError} a folder breaks the rules of contract folders.
 */
export function readContracts(contractsDirectory: string, tree: FileTree = diskFiles): readonly ContractSource[] {
  return foldersIn(tree, contractsDirectory).flatMap((owner) =>
    foldersIn(tree, join(contractsDirectory, owner)).map((event) =>
      readContract(tree, { owner, event, folder: join(contractsDirectory, owner, event) }),
    ),
  );
}

interface Place {
  readonly owner: string;
  readonly event: string;
  readonly folder: string;
}

function readContract(tree: FileTree, place: Place): ContractSource {
  const files = tree.list(place.folder).map(({ name }) => name);
  const numbers = files.flatMap(versionOfSchema).sort((a, b) => a - b);
  const gap = numbers.findIndex((number, index) => number !== index + 1);
  if (numbers.length === 0 || gap !== -1) {
    throw new ContractSourceError(place.folder, 'needs v1.schema.json and every following version without a gap');
  }
  const versions = numbers.map((version) => readVersion(tree, place.folder, version));
  return { ...place, type: typeOf(place, versions), versions };
}

function versionOfSchema(file: string): readonly number[] {
  const digits = SCHEMA_FILE.exec(file)?.[1];
  return digits === undefined ? [] : [Number(digits)];
}

function readVersion(tree: FileTree, folder: string, version: number): ContractVersionSource {
  const file = join(folder, `v${version}.schema.json`);
  const schema = readJson(tree, file);
  const model = readSchemaModel(schema, file);
  const has = (name: string): boolean => tree.read(join(folder, `${name}-v${version}.ts`)) !== undefined;
  return {
    version,
    // Its model has been read from it.
    schema: schema as Schema,
    model,
    example: readJson(tree, join(folder, `v${version}.example.json`)),
    fixtures: readFixtures(tree, folder, version),
    hasUpcast: has('upcast'),
    hasDowncast: has('downcast'),
  };
}

function readFixtures(tree: FileTree, folder: string, version: number): readonly FixtureSource[] {
  const names = tree.list(join(folder, 'fixtures')).map(({ name }) => name);
  return names
    .filter((name) => name.startsWith(`v${version}-`) && name.endsWith('.json'))
    .map((name) => ({ file: `fixtures/${name}`, data: readJson(tree, join(folder, 'fixtures', name)) }));
}

function typeOf(place: Place, versions: readonly ContractVersionSource[]): string {
  const expected = pascalCase(place.event);
  const stranger = versions.find(({ schema }) => schema.title !== expected);
  if (stranger === undefined) return expected;
  throw new ContractSourceError(
    place.folder,
    `v${stranger.version}.schema.json needs the title ${expected}, as its folder says`,
  );
}

/** `order-placed` → `OrderPlaced`. */
export function pascalCase(kebab: string): string {
  return kebab
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

function foldersIn(tree: FileTree, folder: string): readonly string[] {
  return tree
    .list(folder)
    .filter(({ name, isFolder }) => isFolder && name !== 'generated')
    .map(({ name }) => name);
}

function readJson(tree: FileTree, file: string): unknown {
  const text = tree.read(file);
  if (text === undefined) throw new ContractSourceError(file, 'is missing');
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ContractSourceError(
      file,
      `cannot be read as JSON (${cause instanceof Error ? cause.message : 'unknown'})`,
    );
  }
}
