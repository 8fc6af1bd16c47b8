import { type FileTree, type JsonSchema, pascalCase } from '@tidings/event-schemas';
import { HostileDocumentError, parseDocument } from '@tidings/events';
import { CannotJudgeError } from '../errors.ts';

/** Where the contracts of a workspace are. */
export const CONTRACTS_FOLDER = 'libs/events/contracts';

/** The schema of what every event says around its data. */
export const ENVELOPE_FILE = 'libs/events/src/envelope.schema.json';

/** Bounds of a schema: far more than any of ours, and far less than what makes recursive code fail. */
const SCHEMA_LIMITS = { maxCharacters: 1024 * 1024, maxDepth: 64 };

/** One version of an event, as a tree has it. */
export interface ContractVersion {
  readonly version: number;
  readonly file: string;
  readonly schema: JsonSchema;
}

/** A contract folder read for comparing: without its examples and generated code. */
export interface ContractFolder {
  /** Service that publishes the event, and the event's source on the wire. */
  readonly owner: string;
  /** Name of the folder: `order-placed`. */
  readonly event: string;
  /** Name on the wire: `OrderPlaced`. */
  readonly type: string;
  readonly folder: string;
  /** In ascending order; a number may be missing. */
  readonly versions: readonly ContractVersion[];
  /** Versions N with an `upcast-vN.ts`: from N to N+1. */
  readonly upcasts: ReadonlySet<number>;
  /** Versions N with an `upcast_vN.py`: the same for consumers in Python. */
  readonly pythonUpcasts: ReadonlySet<number>;
  /** Versions N with a `downcast-vN.ts`: N-1 is published beside N. */
  readonly downcasts: ReadonlySet<number>;
}

/** `orders/order-placed`: what an event's folder, and its import, end in. */
export type EventPath = string;

/** Every contract folder that has a schema, by its path. */
export type ContractFolders = ReadonlyMap<EventPath, ContractFolder>;

/**
 * Reads the contract folders of a tree.
 * @throws {CannotJudgeError} a schema is not JSON, or too large or deep to be one; the message names the file and `where` it is.
 */
export function readContractFolders(tree: FileTree, where: string): ContractFolders {
  const folders = new Map<EventPath, ContractFolder>();
  for (const owner of foldersIn(tree, CONTRACTS_FOLDER)) {
    for (const event of foldersIn(tree, `${CONTRACTS_FOLDER}/${owner}`)) {
      const folder = readFolder({ tree, where, owner, event });
      if (folder.versions.length > 0) folders.set(`${owner}/${event}`, folder);
    }
  }
  return folders;
}

/** The schema of the envelope; `undefined` when the tree has none. */
export function readEnvelope(tree: FileTree, where: string): JsonSchema | undefined {
  return tree.read(ENVELOPE_FILE) === undefined ? undefined : readSchema(tree, ENVELOPE_FILE, where);
}

interface Place {
  readonly tree: FileTree;
  readonly where: string;
  readonly owner: string;
  readonly event: string;
}

function readFolder({ tree, where, owner, event }: Place): ContractFolder {
  const folder = `${CONTRACTS_FOLDER}/${owner}/${event}`;
  const files = tree.list(folder).flatMap(({ name, isFolder }) => (isFolder ? [] : [name]));
  const versions = [...numbersIn(files, /^v([1-9]\d{0,5})\.schema\.json$/)].map((version) => {
    const file = `${folder}/v${version}.schema.json`;
    return { version, file, schema: readSchema(tree, file, where) };
  });
  return {
    owner,
    event,
    type: pascalCase(event),
    folder,
    versions,
    upcasts: numbersIn(files, /^upcast-v([1-9]\d{0,5})\.ts$/),
    pythonUpcasts: numbersIn(files, /^upcast_v([1-9]\d{0,5})\.py$/),
    downcasts: numbersIn(files, /^downcast-v([1-9]\d{0,5})\.ts$/),
  };
}

function numbersIn(files: readonly string[], name: RegExp): ReadonlySet<number> {
  const numbers = files.map((file) => Number(name.exec(file)?.[1])).filter((number) => !Number.isNaN(number));
  return new Set(numbers.sort((a, b) => a - b));
}

function foldersIn(tree: FileTree, folder: string): readonly string[] {
  return tree.list(folder).flatMap(({ name, isFolder }) => (isFolder && name !== 'generated' ? [name] : []));
}

function readSchema(tree: FileTree, file: string, where: string): JsonSchema {
  try {
    const schema = parseDocument(tree.read(file) ?? '', SCHEMA_LIMITS);
    if (isSchema(schema)) return schema;
    throw new HostileDocumentError('neither an object nor a boolean', 0);
  } catch (error) {
    if (!(error instanceof HostileDocumentError)) throw error;
    const remedy = where === '' ? 'mend the file' : 'pass --base with a commit where it can';
    throw new CannotJudgeError(`${file}${where} cannot be read as a schema (${error.message}): ${remedy}`, {
      cause: error,
    });
  }
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'boolean' || (typeof value === 'object' && value !== null && !Array.isArray(value));
}
