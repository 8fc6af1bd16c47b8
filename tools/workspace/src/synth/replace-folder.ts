import { renameSync, rmSync } from 'node:fs';

/** Others that may put their folder in the same place between two calls, before there is something wrong. */
const MAX_TRIES = 20;

/**
 * Puts a folder in the place of another one, which goes. Whoever looks meanwhile finds the old one, the new one, or for a moment
 * none; of several that are put there at once the last one stays, whole.
 * @throws what the file system says, when one of the folders cannot be moved.
 */
export function replaceFolder(next: string, place: string): void {
  const old = `${next}-old`;
  try {
    for (let tries = 1; !moved(next, place, tries < MAX_TRIES ? TAKEN : []); tries += 1) {
      rmSync(old, { recursive: true, force: true });
      moved(place, old, ['ENOENT']);
    }
  } finally {
    rmSync(old, { recursive: true, force: true });
  }
}

/** What `rename` says of a folder's place where there is one already. Source: man7.org/linux/man-pages/man2/rename.2.html */
const TAKEN: readonly string[] = ['ENOTEMPTY', 'EEXIST', 'EPERM'];

/** Whether it could be moved; codes of errors that only mean that another one was faster are no error. */
function moved(from: string, to: string, expected: readonly string[]): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (!expected.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    return false;
  }
}
