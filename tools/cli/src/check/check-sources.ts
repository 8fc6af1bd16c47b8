import {
  ContractSourceError,
  type FileTree,
  type JsonSchema,
  readContracts,
  type System,
} from '@tidings/event-schemas';
import {
  CONTRACTS_FOLDER,
  type ContractFolders,
  readContractFolders,
  readEnvelope,
} from '../contracts/contract-folder.ts';
import { filesOfCommit } from '../git/commit-files.ts';
import { type Base, findBase } from '../git/find-base.ts';
import { filesOfWorkspace, linksIn } from '../git/workspace-files.ts';
import type { Consumer } from '../readings/consumer.ts';
import { publishedContracts, type PublishedContracts } from '../readings/published-contracts.ts';
import { declaresReadings, readConsumers } from '../readings/read-consumers.ts';
import { NoAssemblyError, readSystem } from '../system/read-system.ts';
import type { Obstacle } from './findings.ts';

/** Contracts and readings of one tree. */
export interface Side {
  readonly folders: ContractFolders;
  readonly envelope: JsonSchema | undefined;
  readonly consumers: readonly Consumer[];
}

/** All that the check reads. */
export interface CheckSources {
  readonly tree: Side;
  /** Absent: compared with nothing. */
  readonly base?: Side & Base;
  /** Absent: left out, or missing. */
  readonly system?: System;
  readonly published: ReadonlyMap<string, PublishedContracts>;
  readonly obstacles: readonly Obstacle[];
}

/** What is to be judged. */
export interface CheckRequest {
  /** The ref to compare with. Default: that of `NX_BASE`, else `origin/main`, else `main`. */
  readonly base?: string | undefined;
  /** False: the templates are left out, and rules are not judged. */
  readonly rules?: boolean;
}

/**
 * Reads this tree, its templates and the base.
 * @throws {CannotJudgeError} a contract cannot be read on either side, or there is no such base.
 */
export function readSources(workspace: string, request: CheckRequest): CheckSources {
  const files = filesOfWorkspace(workspace);
  const tree = readSide(files, '');
  const base = findBase(workspace, request.base);
  const system = request.rules === false ? { system: undefined, obstacles: [] } : readTemplates(workspace);
  const services = files.list('services').flatMap(({ name, isFolder }) => (isFolder ? [name] : []));
  return {
    tree,
    ...(base === undefined ? {} : { base: { ...base, ...readBase(workspace, base) } }),
    ...(system.system === undefined ? {} : { system: system.system }),
    published: new Map(services.flatMap((service) => publishedBy(files, service))),
    obstacles: [...brokenContracts(files), ...links(workspace, services), ...system.obstacles],
  };
}

function readSide(files: FileTree, where: string): Side {
  return {
    folders: readContractFolders(files, where),
    envelope: readEnvelope(files, where),
    consumers: readConsumers(files),
  };
}

function readBase(workspace: string, { ref, commit }: Base): Side {
  const files = filesOfCommit(workspace, commit, {
    folders: ['libs/events', 'services'],
    withText: (path) => (path.startsWith('libs/events/') && path.endsWith('.schema.json')) || declaresReadings(path),
  });
  return readSide(files, ` (of ${ref}, at ${commit.slice(0, 12)})`);
}

function publishedBy(files: FileTree, service: string): readonly (readonly [string, PublishedContracts])[] {
  const published = publishedContracts(files, service);
  return published === undefined ? [] : [[service, published]];
}

function brokenContracts(files: FileTree): readonly Obstacle[] {
  try {
    readContracts(CONTRACTS_FOLDER, files);
    return [];
  } catch (error) {
    if (!(error instanceof ContractSourceError)) throw error;
    return [{ file: error.file, message: `${error.problem}.` }];
  }
}

/** A commit holds links and not what they lead to, so that nothing behind one could be compared. */
function links(workspace: string, services: readonly string[]): readonly Obstacle[] {
  const handlers = services.flatMap((service) => [
    `services/${service}/src/handlers`,
    `services/${service}/src/python`,
  ]);
  return [CONTRACTS_FOLDER, ...handlers]
    .flatMap((folder) => linksIn(workspace, folder))
    .map((file) => ({
      file,
      message: 'is a link, which cannot be compared with what was published: put the file there.',
    }));
}

interface Templates {
  readonly system: System | undefined;
  readonly obstacles: readonly Obstacle[];
}

function readTemplates(workspace: string): Templates {
  try {
    return { system: readSystem(workspace), obstacles: [] };
  } catch (error) {
    if (!(error instanceof NoAssemblyError)) throw error;
    return { system: undefined, obstacles: [{ message: error.message }] };
  }
}
