import { type Dirent, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { diskFiles, type FileTree } from '@tidings/event-schemas';

/** The files of a workspace as they are on the disk, by paths relative to it: a commit's are asked for the same way. */
export function filesOfWorkspace(workspace: string): FileTree {
  return {
    list: (folder) => diskFiles.list(join(workspace, folder)),
    read: (path) => diskFiles.read(join(workspace, path)),
  };
}

/** Links among the files inside a folder of a workspace, which git keeps as links: what they lead to is in no commit. */
export function linksIn(workspace: string, folder: string): readonly string[] {
  if (!existsSync(join(workspace, folder))) return [];
  return readdirSync(join(workspace, folder), { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => linksAt(workspace, `${folder}/${entry.name}`, entry));
}

function linksAt(workspace: string, path: string, entry: Dirent): readonly string[] {
  if (entry.isSymbolicLink()) return [path];
  return entry.isDirectory() ? linksIn(workspace, path) : [];
}
