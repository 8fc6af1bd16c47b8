import { readFileSync, readdirSync } from 'node:fs';

/** One name in a folder. */
export interface FileTreeEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** Files to read, wherever they are: on the disk, or in a commit. */
export interface FileTree {
  /** What a folder holds, sorted by name; nothing when there is no such folder. */
  list(folder: string): readonly FileTreeEntry[];
  /** The text of a file, or `undefined` when there is none. */
  read(path: string): string | undefined;
}

/** The files of this machine, by path. */
export const diskFiles: FileTree = {
  list: (folder) => {
    try {
      return readdirSync(folder, { withFileTypes: true })
        .map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  },
  read: (path) => {
    try {
      return readFileSync(path, 'utf8');
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  },
};

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
