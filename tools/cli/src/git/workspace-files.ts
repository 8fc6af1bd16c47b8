import { join } from 'node:path';
import { diskFiles, type FileTree } from '@tidings/event-schemas';

/** The files of a workspace as they are on the disk, by paths relative to it: a commit's are asked for the same way. */
export function filesOfWorkspace(workspace: string): FileTree {
  return {
    list: (folder) => diskFiles.list(join(workspace, folder)),
    read: (path) => diskFiles.read(join(workspace, path)),
  };
}
