import type { FileTree, FileTreeEntry } from '@tidings/event-schemas';
import { CannotJudgeError } from '../errors.ts';
import { git } from './git.ts';

/** Which files of a commit are wanted. Paths are relative to the workspace, with slashes. */
export interface WantedFiles {
  readonly folders: readonly string[];
  /** Whether the text of a file is read as well; the names of all are known. */
  readonly withText: (path: string) => boolean;
}

interface Blob {
  readonly path: string;
  readonly id: string;
}

const NEW_LINE = 0x0a;

/**
 * The files of a commit as a tree, read by two git processes however many they are. Links are left out.
 * @throws {CannotJudgeError} git cannot read the commit.
 */
export function filesOfCommit(workspace: string, commit: string, wanted: WantedFiles): FileTree {
  const blobs = listBlobs(workspace, commit, wanted.folders);
  const texts = readBlobs(
    workspace,
    blobs.filter(({ path }) => wanted.withText(path)),
  );
  const folders = foldersOf(blobs.map(({ path }) => path));
  return {
    list: (folder) => folders.get(folder) ?? [],
    read: (path) => texts.get(path),
  };
}

function listBlobs(workspace: string, commit: string, folders: readonly string[]): readonly Blob[] {
  const listed = git(workspace, ['ls-tree', '-r', '-z', commit, '--', ...folders]);
  if (!listed.ok) throw new CannotJudgeError(`git cannot list ${commit} (${listed.complaint}): fetch it again`);
  return listed.output
    .toString('utf8')
    .split('\0')
    .flatMap((line) => blobOf(line));
}

/** A line is `<mode> <type> <id>\t<path>`. Source: git-scm.com/docs/git-ls-tree */
function blobOf(line: string): readonly Blob[] {
  const [, id, path] = /^100[0-7]{3} blob ([0-9a-f]+)\t(.+)$/s.exec(line) ?? [];
  return id === undefined || path === undefined ? [] : [{ id, path }];
}

/** Each answer is `<id> blob <bytes>\n<content>\n`, in the order asked. Source: git-scm.com/docs/git-cat-file */
function readBlobs(workspace: string, blobs: readonly Blob[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  if (blobs.length === 0) return texts;
  const { output } = git(workspace, ['cat-file', '--batch'], `${blobs.map(({ id }) => id).join('\n')}\n`);
  let offset = 0;
  for (const { path, id } of blobs) {
    const headEnd = output.indexOf(NEW_LINE, offset);
    const bytes = /^\S+ blob (\d+)$/.exec(output.toString('utf8', offset, Math.max(offset, headEnd)))?.[1];
    if (bytes === undefined) throw new CannotJudgeError(`git cannot read ${path} (${id}): fetch the whole history`);
    texts.set(path, output.toString('utf8', headEnd + 1, headEnd + 1 + Number(bytes)));
    offset = headEnd + 1 + Number(bytes) + 1;
  }
  return texts;
}

function foldersOf(paths: readonly string[]): ReadonlyMap<string, readonly FileTreeEntry[]> {
  const folders = new Map<string, Map<string, FileTreeEntry>>();
  for (const path of paths) {
    const parts = path.split('/');
    parts.forEach((name, index) => {
      const folder = parts.slice(0, index).join('/');
      const entries = folders.get(folder) ?? new Map<string, FileTreeEntry>();
      entries.set(name, { name, isFolder: index < parts.length - 1 });
      folders.set(folder, entries);
    });
  }
  return new Map([...folders].map(([folder, entries]) => [folder, [...entries.values()].sort(byName)]));
}

function byName(a: FileTreeEntry, b: FileTreeEntry): number {
  return a.name < b.name ? -1 : 1;
}
